/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-proofs-private.h"

/* Proofs that stand beside each other, and those that build on others (vc-data-integrity §4.6). */

/* The one proof of that id. */
static LapelProofResult *
find_result (const GArray *results,
             const char   *id)
{
  LapelProofResult *found = NULL;

  for (unsigned int i = 0; id != NULL && i < results->len; i++)
    {
      LapelProofResult *result = &g_array_index (results, LapelProofResult, i);

      if (g_strcmp0 (result->id, id) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = result;
    }
  return found;
}

/* A name that two proofs share names neither. */
void
lapel_proof_set_check_ids (LapelProofResult *result,
                           const GArray     *results)
{
  const LapelJson *previous = lapel_json_get (result->proof, "previousProof");

  if (result->id != NULL && find_result (results, result->id) == NULL)
    lapel_proof_result_add (result, LAPEL_OUTCOME_FAILED, LAPEL_CODE_DUPLICATE_ID, result->id,
                            FALSE);
  for (uint32_t i = 0; i < lapel_json_count (previous); i++)
    {
      const char *id = lapel_json_as_string (lapel_json_at (previous, i));

      if (id == NULL || find_result (results, id) != NULL)
        continue;
      lapel_proof_result_add (result, LAPEL_OUTCOME_FAILED, LAPEL_CODE_PREVIOUS_PROOF, id, FALSE);
      result->broken_chain = TRUE;
    }
}

static LapelStanding
standing_alone (const LapelProofResult *result)
{
  LapelStanding standing = result->fits ? LAPEL_STANDING_GOOD : LAPEL_STANDING_UNCHECKED;

  for (unsigned int i = 0; i < result->findings->len; i++)
    {
      const LapelFinding *finding = &g_array_index (result->findings, LapelFinding, i);

      standing =
          MAX (standing, finding->outcome == LAPEL_OUTCOME_FAILED ? LAPEL_STANDING_BAD
                                                                  : LAPEL_STANDING_UNCHECKED);
    }
  return standing;
}

/* formats.md §5.5, rule 8: a proof is as good as the worst that it builds on, however far back.
 * There are at most LAPEL_MAX_PROOFS of them, and each is asked once. */
static LapelStanding
find_standing (LapelProofResult *result,
               const GArray     *results)
{
  const LapelJson *previous = lapel_json_get (result->proof, "previousProof");
  LapelStanding standing = standing_alone (result);

  if (result->standing == LAPEL_STANDING_ASKED)
    return LAPEL_STANDING_BAD;
  if (result->standing != LAPEL_STANDING_UNKNOWN)
    return result->standing;

  result->standing = LAPEL_STANDING_ASKED;
  for (uint32_t i = 0; i < lapel_json_count (previous); i++)
    {
      const char *id = lapel_json_as_string (lapel_json_at (previous, i));
      LapelProofResult *found = find_result (results, id);

      standing =
          MAX (standing, found == NULL ? LAPEL_STANDING_BAD : find_standing (found, results));
    }
  result->standing = standing;
  return standing;
}

static void
check_previous (LapelProofResult *result,
                const GArray     *results)
{
  const LapelJson *previous = lapel_json_get (result->proof, "previousProof");

  for (uint32_t i = 0; i < lapel_json_count (previous); i++)
    {
      const char *id = lapel_json_as_string (lapel_json_at (previous, i));
      const LapelProofResult *found = find_result (results, id);

      if (found == NULL)
        continue;
      if (found->standing == LAPEL_STANDING_BAD)
        lapel_proof_result_add (result, LAPEL_OUTCOME_FAILED, LAPEL_CODE_PREVIOUS_PROOF_FAILED, id,
                                FALSE);
      else if (found->standing == LAPEL_STANDING_UNCHECKED)
        lapel_proof_result_add (result, LAPEL_OUTCOME_UNCHECKED,
                                LAPEL_CODE_PREVIOUS_PROOF_UNCHECKED, id, FALSE);
    }
}

void
lapel_proof_set_check_chains (GArray *results)
{
  for (unsigned int i = 0; i < results->len; i++)
    find_standing (&g_array_index (results, LapelProofResult, i), results);
  for (unsigned int i = 0; i < results->len; i++)
    check_previous (&g_array_index (results, LapelProofResult, i), results);
}
