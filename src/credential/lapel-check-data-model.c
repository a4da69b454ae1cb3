/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-credential-private.h"
#include "lapel-iri.h"

#include <string.h>

/* More schemas than this are not named one by one; none is checked either way. */
#define MAX_SCHEMAS_NAMED 32

/* The rules of the Verifiable Credentials Data Model 1.1 and 2.0 (formats.md §12): structure only,
 * no JSON-LD. */

static gboolean
is_url (const LapelJson *value)
{
  const char *text = lapel_json_as_string (value);

  return text != NULL && lapel_iri_is_well_formed (text);
}

/* Issuer and holder: a URL, or an object whose id is one. */
static void
check_id_of (LapelRun        *run,
             const LapelJson *value,
             const char      *member)
{
  const LapelJson *id = lapel_json_is_object (value) ? lapel_json_get (value, "id") : value;

  if (id == NULL || !is_url (id))
    lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MALFORMED, member);
}

static void
check_own_id (LapelRun *run)
{
  const LapelJson *id = lapel_json_get (run->credential->document, "id");

  if (id != NULL && !is_url (id))
    lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MALFORMED, "id");
}

static gboolean
is_list_of_strings (const LapelJson *value)
{
  uint32_t n = lapel_json_count (value);

  for (uint32_t i = 0; i < n; i++)
    if (lapel_json_as_string (lapel_json_at (value, i)) == NULL)
      return FALSE;
  return n > 0;
}

static void
check_types (LapelRun *run)
{
  const LapelCredential *credential = run->credential;
  const LapelJson *types = lapel_json_get (credential->document, "type");
  const char *wanted = credential->format == LAPEL_FORMAT_PRESENTATION ? "VerifiablePresentation"
                                                                       : "VerifiableCredential";

  if (!is_list_of_strings (types))
    lapel_run_refuse (run, LAPEL_CHECK_TYPES, LAPEL_CODE_MEMBER_MALFORMED, "type");
  if (!lapel_json_has_string (types, wanted))
    lapel_run_refuse (run, LAPEL_CHECK_TYPES, LAPEL_CODE_TYPE_MISSING, wanted);
}

static void
check_issuer (LapelRun *run)
{
  const LapelJson *issuer = lapel_json_get (run->credential->document, "issuer");

  if (issuer != NULL)
    check_id_of (run, issuer, "issuer");
  else if (run->credential->issuer.id == NULL)
    lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MISSING, "issuer");
}

static void
check_subjects (LapelRun *run)
{
  const LapelJson *subjects = lapel_json_get (run->credential->document, "credentialSubject");
  uint32_t n = lapel_json_count (subjects);

  if (n == 0)
    lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MISSING, "credentialSubject");

  for (uint32_t i = 0; i < n; i++)
    {
      const LapelJson *subject = lapel_json_at (subjects, i);
      const LapelJson *id = lapel_json_get (subject, "id");

      if (!lapel_json_is_object (subject) || subject->n == 0)
        lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MALFORMED,
                          "credentialSubject");
      if (id != NULL && !is_url (id))
        lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MALFORMED,
                          "credentialSubject.id");
    }
}

static void
check_date (LapelRun   *run,
            const char *member)
{
  const LapelJson *value = lapel_json_get (run->credential->document, member);
  const char *text = lapel_json_as_string (value);
  LapelTime time;
  gboolean zoned = TRUE;

  if (value == NULL)
    return;
  if (text == NULL || !lapel_time_parse (text, &time, &zoned, NULL))
    lapel_run_refuse (run, LAPEL_CHECK_DATES, LAPEL_CODE_MEMBER_MALFORMED, member);
  else if (!zoned)
    lapel_run_note (run, LAPEL_CODE_DATE_WITHOUT_ZONE, "member", member);
}

static void
check_all_dates (LapelRun *run)
{
  static const char *const members[] = { "validFrom", "validUntil", "issuanceDate",
                                         "expirationDate", "awardedDate" };
  const LapelCredential *credential = run->credential;

  for (unsigned int i = 0; i < G_N_ELEMENTS (members); i++)
    check_date (run, members[i]);

  if (credential->data_model == 1 && credential->valid_from == LAPEL_TIME_NONE &&
      lapel_json_get (credential->document, "issuanceDate") == NULL)
    lapel_run_refuse (run, LAPEL_CHECK_DATES, LAPEL_CODE_MEMBER_MISSING, "issuanceDate");
  if (credential->valid_from != LAPEL_TIME_NONE && credential->valid_until != LAPEL_TIME_NONE &&
      credential->valid_until < credential->valid_from)
    lapel_run_refuse (run, LAPEL_CHECK_DATES, LAPEL_CODE_DATES_REVERSED, "validUntil");
}

/* Members whose objects have a type that says how to read them; @needs_id asks for an id too. */
static void
check_typed (LapelRun   *run,
             const char *member,
             gboolean    needs_id)
{
  const LapelJson *values = lapel_json_get (run->credential->document, member);

  for (uint32_t i = 0; i < lapel_json_count (values); i++)
    {
      const LapelJson *value = lapel_json_at (values, i);
      const LapelJson *id = lapel_json_get (value, "id");

      if (!lapel_json_is_object (value))
        lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MALFORMED, member);
      else if (!is_list_of_strings (lapel_json_get (value, "type")))
        lapel_run_refuse (run, LAPEL_CHECK_TYPES, LAPEL_CODE_TYPE_MISSING, member);
      else if ((id == NULL && needs_id) || (id != NULL && !is_url (id)))
        lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MALFORMED, member);
    }
}

static gboolean
is_language_text (const LapelJson *value)
{
  if (lapel_json_as_string (value) != NULL)
    return TRUE;
  if (lapel_json_get_string (value, "@value") == NULL)
    return FALSE;
  for (uint32_t i = 0; i < value->n; i++)
    if (strcmp (value->members[i].name, "@value") != 0 &&
        strcmp (value->members[i].name, "@language") != 0 &&
        strcmp (value->members[i].name, "@direction") != 0)
      return FALSE;
  return TRUE;
}

static void
check_texts (LapelRun        *run,
             const LapelJson *object,
             const char      *name,
             const char      *member)
{
  const LapelJson *values = lapel_json_get (object, name);

  for (uint32_t i = 0; i < lapel_json_count (values); i++)
    if (!is_language_text (lapel_json_at (values, i)))
      lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MALFORMED, member);
}

/* VCDM 2.0 §5.3; a document that uses one id twice would have two meanings. */
static void
check_related (LapelRun *run)
{
  const LapelJson *values = lapel_json_get (run->credential->document, "relatedResource");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (uint32_t i = 0; i < lapel_json_count (values); i++)
    {
      const LapelJson *value = lapel_json_at (values, i);
      const char *id = lapel_json_get_string (value, "id");

      if (id == NULL || !g_hash_table_add (seen, (gpointer) id) ||
          (lapel_json_get (value, "digestSRI") == NULL &&
           lapel_json_get (value, "digestMultibase") == NULL))
        lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MALFORMED, "relatedResource");
    }
}

void
lapel_check_schemas (LapelRun *run)
{
  const LapelJson *schemas = lapel_json_get (run->credential->document, "credentialSchema");

  for (uint32_t i = 0; i < MIN (lapel_json_count (schemas), MAX_SCHEMAS_NAMED); i++)
    lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_SCHEMA, LAPEL_OUTCOME_UNCHECKED,
                   LAPEL_CODE_SCHEMA_NOT_CHECKED, "schema",
                   lapel_json_get_string (lapel_json_at (schemas, i), "id"));
}

static void
check_credential (LapelRun *run)
{
  const LapelJson *document = run->credential->document;
  const LapelJson *issuer = lapel_json_get (document, "issuer");

  check_issuer (run);
  check_subjects (run);
  check_all_dates (run);
  /* VCDM 1.1 §4.9 asks for the id that 2.0 leaves to choice. */
  check_typed (run, "credentialStatus", run->credential->data_model == 1);
  check_typed (run, "credentialSchema", TRUE);
  check_typed (run, "termsOfUse", FALSE);
  check_typed (run, "evidence", FALSE);
  check_typed (run, "refreshService", FALSE);
  check_related (run);
  check_texts (run, document, "name", "name");
  check_texts (run, document, "description", "description");
  check_texts (run, issuer, "name", "issuer.name");
  check_texts (run, issuer, "description", "issuer.description");
  lapel_check_schemas (run);
}

/* VCDM 2.0 §4.13: objects only; 1.1 let tokens stand as texts in a token. */
static void
check_presentation (LapelRun *run)
{
  const LapelCredential *credential = run->credential;
  const LapelJson *holder = lapel_json_get (credential->document, "holder");
  const LapelJson *children = lapel_json_get (credential->document, "verifiableCredential");

  if (holder != NULL)
    check_id_of (run, holder, "holder");
  for (uint32_t i = 0; credential->data_model == 2 && i < lapel_json_count (children); i++)
    if (!lapel_json_is_object (lapel_json_at (children, i)))
      lapel_run_refuse (run, LAPEL_CHECK_MEMBERS, LAPEL_CODE_MEMBER_MALFORMED,
                        "verifiableCredential");
}

void
lapel_check_data_model (LapelRun *run)
{
  check_types (run);
  check_own_id (run);
  if (run->credential->format == LAPEL_FORMAT_PRESENTATION)
    check_presentation (run);
  else
    check_credential (run);
}
