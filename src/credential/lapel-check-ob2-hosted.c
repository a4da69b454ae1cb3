/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-ob2-private.h"

#include <string.h>

/* A badge is genuine because its issuer's own site says so, today (formats.md §2.1). */

/* A page on which something stands that is no badge is another matter than one that does not
 * answer. */
void
lapel_ob2_add_page_error (LapelRun           *run,
                          LapelQuestion       question,
                          LapelCheckName      check,
                          const LapelOb2Page *page,
                          const char         *url)
{
  const GError *error = page->error;
  gboolean answered = page->doc != NULL || page->answer.withdrawn ||
                      !(g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_NETWORK_OFF) ||
                        g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE) ||
                        g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_NOT_PUBLISHED) ||
                        g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX));

  if (answered || error == NULL)
    lapel_report_add (run->report, question, lapel_check_name_to_string (check),
                      LAPEL_OUTCOME_UNCHECKED, lapel_code_to_string (LAPEL_CODE_HOSTED_NOT_BADGE),
                      "url", url, "message", error != NULL ? error->message : NULL, NULL);
  else
    lapel_run_add_error (run, question, check, LAPEL_OUTCOME_UNCHECKED, error, "url", url);
}

void
lapel_ob2_add_proven (LapelRun       *run,
                      LapelCheckName  check,
                      const char     *name,
                      const char     *value)
{
  if (run->unknown_context != NULL)
    lapel_report_add (run->report, LAPEL_QUESTION_AUTHENTIC, lapel_check_name_to_string (check),
                      LAPEL_OUTCOME_UNCHECKED, lapel_error_get_nick (LAPEL_ERROR_CONTEXT_UNKNOWN),
                      "message", run->unknown_context, NULL);
  else
    lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, check, LAPEL_OUTCOME_PASSED, LAPEL_CODE_OK, name,
                   value);
}

/* Many a site passes every visitor on to whatever address its query names; that an answer came by
 * way of the site does not make it the site's. */
static gboolean
check_way (LapelRun           *run,
           const LapelOb2Part *part,
           LapelCheckName      check)
{
  if (part->strayed)
    lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, check, LAPEL_OUTCOME_UNCHECKED,
                   LAPEL_CODE_HOSTED_STRAYED, "url", part->url);
  return !part->strayed;
}

gboolean
lapel_ob2_check_part (LapelRun           *run,
                      const LapelOb2Part *part,
                      LapelCheckName      check,
                      const char         *authority)
{
  /* Which badge it is, the award itself says, by an address of the issuer's choice. */
  if (part->hosted)
    return check == LAPEL_CHECK_BADGE_CLASS || check_way (run, part, check);
  if (part->impostor)
    {
      lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, check, LAPEL_OUTCOME_UNCHECKED,
                     LAPEL_CODE_HOSTED_ID_DIFFERS, "url", part->url);
      return FALSE;
    }
  if (part->page == NULL)
    {
      if (part->object != NULL && authority != NULL)
        return TRUE;
      lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, check, LAPEL_OUTCOME_UNCHECKED,
                     LAPEL_CODE_HOSTED_NO_ADDRESS, NULL, NULL);
      return FALSE;
    }
  if (part->object != NULL && authority != NULL && lapel_ob2_same_authority (part->url, authority))
    {
      lapel_run_note (run, LAPEL_CODE_HOSTED_COPY_MISSING, "url", part->url);
      return TRUE;
    }
  lapel_ob2_add_page_error (run, LAPEL_QUESTION_AUTHENTIC, check, part->page, part->url);
  return FALSE;
}

/* Whether the path of @id climbs out of where it begins, for whatever server reads it. */
static gboolean
has_dot_segments (const char *id)
{
  g_autofree char *path = g_uri_unescape_string (id, NULL);
  g_auto (GStrv) segments = g_strsplit_set (path != NULL ? path : "..", "/\\?#", -1);

  for (char **segment = segments; *segment != NULL; segment++)
    {
      size_t length = strcspn (*segment, ";");

      if ((length == 1 || length == 2) && strncmp (*segment, "..", length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
starts_with_any (const char      *id,
                 const LapelJson *values)
{
  if (has_dot_segments (id))
    return FALSE;
  for (uint32_t i = 0; i < lapel_json_count (values); i++)
    {
      const char *value = lapel_json_as_string (lapel_json_at (values, i));

      /* The text of "https://a.example" also starts https://a.example.evil.example. */
      if (value != NULL && g_str_has_prefix (id, value) && lapel_ob2_same_authority (id, value))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_any_origin (const char      *authority,
               const LapelJson *values)
{
  for (uint32_t i = 0; i < lapel_json_count (values); i++)
    {
      const char *value = lapel_json_as_string (lapel_json_at (values, i));
      g_autofree char *origin = lapel_ob2_dup_authority (value);

      if (value != NULL && g_ascii_strcasecmp (authority, origin != NULL ? origin : value) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What the issuer allows, in the profile that its own address answers with; else its own host. */
static gboolean
is_in_scope (const LapelRun *run,
             const char     *id)
{
  const LapelOb2Part *issuer = &run->credential->ob2->issuer;
  const LapelJson *policy = issuer->hosted ? lapel_json_get (issuer->object, "verification") : NULL;
  const LapelJson *starts = lapel_json_get (policy, "startsWith");
  const LapelJson *origins = lapel_json_get (policy, "allowedOrigins");
  g_autofree char *authority = lapel_ob2_dup_authority (id);

  if (authority == NULL)
    return FALSE;
  if (lapel_json_count (starts) == 0 && lapel_json_count (origins) == 0)
    return lapel_ob2_same_authority (id, lapel_ob2_find_issuer_id (run->credential));
  return (lapel_json_count (starts) == 0 || starts_with_any (id, starts)) &&
         (lapel_json_count (origins) == 0 || is_any_origin (authority, origins));
}

/* Withdrawn by the address that decides; nothing else needs to be published there. */
static void
report_withdrawn (LapelRun *run)
{
  const LapelOb2Part *award = &run->credential->ob2->award;
  const LapelJson *page = lapel_ob2_page_get_object (award->page);

  lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_HOSTED, LAPEL_OUTCOME_PASSED,
                 LAPEL_CODE_HOSTED_WITHDRAWN, "url", award->url);
  lapel_run_add (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_FAILED,
                 LAPEL_CODE_REVOKED, "reason", lapel_json_get_string (page, "revocationReason"));
}

static gboolean
check_award (LapelRun *run)
{
  const LapelOb2Part *award = &run->credential->ob2->award;
  const char *id = lapel_json_get_string (award->object, "id");

  if (award->page == NULL)
    {
      if (id != NULL)
        lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_HOSTED_ID_NOT_URL, id);
      lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_HOSTED, LAPEL_OUTCOME_UNCHECKED,
                     LAPEL_CODE_HOSTED_NO_ADDRESS, NULL, NULL);
      return FALSE;
    }
  if (award->impostor)
    {
      lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_HOSTED, LAPEL_OUTCOME_FAILED,
                     LAPEL_CODE_HOSTED_ID_DIFFERS, "url", award->url);
      return FALSE;
    }
  if (!award->hosted)
    lapel_ob2_add_page_error (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_HOSTED, award->page,
                              award->url);
  return award->hosted && check_way (run, award, LAPEL_CHECK_HOSTED);
}

void
lapel_ob2_check_hosted (LapelRun *run)
{
  const LapelOb2 *ob2 = run->credential->ob2;
  const char *id = ob2->award.url;
  gboolean good = TRUE;

  if (ob2->withdrawn)
    {
      report_withdrawn (run);
      return;
    }
  if (!check_award (run))
    return;
  lapel_run_add (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_PASSED,
                 LAPEL_CODE_OK, "url", id);

  if (ob2->class == LAPEL_OB2_ASSERTION)
    good = lapel_ob2_check_part (run, &ob2->badge, LAPEL_CHECK_BADGE_CLASS, id);
  good = lapel_ob2_check_part (run, &ob2->issuer, LAPEL_CHECK_ISSUER_PROFILE, id) && good;
  if (!good)
    return;
  if (!is_in_scope (run, id))
    {
      g_autofree char *authority = lapel_ob2_dup_authority (id);

      lapel_run_add (run, LAPEL_QUESTION_AUTHENTIC, LAPEL_CHECK_SCOPE, LAPEL_OUTCOME_FAILED,
                     LAPEL_CODE_OUTSIDE_SCOPE, "host", authority != NULL ? authority : id);
      return;
    }
  lapel_ob2_add_proven (run, LAPEL_CHECK_HOSTED, "url", id);
  lapel_ob2_add_proven (run, LAPEL_CHECK_SCOPE, "issuer",
                        lapel_ob2_find_issuer_id (run->credential));
}
