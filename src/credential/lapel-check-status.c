/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-private.h"

#include "lapel-credential-private.h"
#include "lapel-status-private.h"

#include <math.h>
#include <string.h>

/* The fewest entries among which one credential is hidden (Bitstring Status List §6.1), and the
 * fewest that are read all the same, as many lists in use have no more. */
#define MIN_ENTRIES     131072
#define LENIENT_ENTRIES 100000

/* No list of 16 MiB has an index of more digits, and every index of as many fits. */
#define MAX_DIGITS 15

/* Beyond it an entry would need a million messages. */
#define MAX_SIZE 20

static const LapelStatusKind kinds[] = {
  { "BitstringStatusListEntry", "BitstringStatusListCredential", "BitstringStatusList", TRUE },
  { "StatusList2021Entry", "StatusList2021Credential", "StatusList2021", FALSE },
  { "1EdTechRevocationList", NULL, NULL, FALSE },
};

/* One entry of a credential, read as far as it could be. */
typedef struct
{
  const LapelStatusKind *kind; /* (nullable): %NULL where its type is none we know */
  const LapelJson *json;
  const char *type;
  const char *url; /* of the list */
  const char *purpose;
  char *index; /* as it is written; owned */
  guint64 position;
  gboolean out_of_range;
  unsigned int size;
} Entry;

static void
entry_clear (Entry *entry)
{
  g_free (entry->index);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static void
add_row (LapelRun     *run,
         const Entry  *entry,
         LapelOutcome  outcome,
         const char   *code,
         const char   *name,
         const char   *value)
{
  lapel_report_add (run->report, LAPEL_QUESTION_CURRENT,
                    lapel_check_name_to_string (LAPEL_CHECK_STATUS), outcome, code, "type",
                    entry->type, "url", entry->url, "purpose", entry->purpose, "index",
                    entry->index, name, value, NULL);
}

static void
add_unchecked (LapelRun    *run,
               const Entry *entry,
               LapelCode    code,
               const char  *name,
               const char  *value)
{
  add_row (run, entry, LAPEL_OUTCOME_UNCHECKED, lapel_code_to_string (code), name, value);
}

/* Reading an entry: each says which member is wrong, or %NULL */

static const char *
read_index_text (Entry      *entry,
                 const char *text)
{
  size_t length = strlen (text);

  entry->index = g_strdup (text);
  if (length == 0 || strspn (text, "0123456789") != length)
    return "statusListIndex";

  entry->out_of_range = length > MAX_DIGITS;
  if (!entry->out_of_range)
    entry->position = g_ascii_strtoull (text, NULL, 10);
  return NULL;
}

/* The standard wants a text; a whole number says the same. */
static const char *
read_index (LapelRun *run,
            Entry    *entry)
{
  const LapelJson *value = lapel_json_get (entry->json, "statusListIndex");
  g_autofree char *text = NULL;

  if (lapel_json_as_string (value) != NULL)
    return read_index_text (entry, lapel_json_as_string (value));
  if (value == NULL || value->type != LAPEL_JSON_NUMBER || value->number < 0 ||
      value->number >= pow (10, MAX_DIGITS) || floor (value->number) < value->number)
    return "statusListIndex";

  lapel_run_note (run, LAPEL_CODE_STATUS_INDEX_NUMBER, "member", "statusListIndex");
  text = g_strdup_printf ("%" G_GUINT64_FORMAT, (guint64) value->number);
  return read_index_text (entry, text);
}

static const char *
read_size (Entry *entry)
{
  const LapelJson *value = lapel_json_get (entry->json, "statusSize");
  const LapelJson *messages = lapel_json_get (entry->json, "statusMessage");

  entry->size = 1;
  if (value == NULL)
    return NULL;
  if (value->type != LAPEL_JSON_NUMBER || !(value->number >= 1 && value->number <= MAX_SIZE) ||
      floor (value->number) < value->number)
    return "statusSize";

  entry->size = (unsigned int) value->number;
  if (entry->size > 1 && lapel_json_count (messages) != 1u << entry->size)
    return "statusMessage";
  return NULL;
}

static const char *
read_bitstring_entry (LapelRun *run,
                      Entry    *entry)
{
  const char *wrong = NULL;

  entry->url = lapel_json_get_string (entry->json, "statusListCredential");
  entry->purpose = lapel_json_get_string (entry->json, "statusPurpose");
  if (entry->url == NULL)
    return "statusListCredential";
  if (entry->purpose == NULL)
    return "statusPurpose";
  wrong = read_index (run, entry);
  return wrong != NULL ? wrong : read_size (entry);
}

/* @json: an object that names its own type, or the member @type of an SD-JWT's status claim. */
static const char *
read_entry (LapelRun        *run,
            const LapelJson *json,
            Entry           *entry)
{
  entry->json = json;
  entry->type = lapel_json_text_of (lapel_json_get (json, "type"));
  for (unsigned int i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (lapel_json_has_type (json, kinds[i].entry))
      entry->kind = &kinds[i];

  if (entry->kind == NULL)
    {
      entry->url = lapel_json_get_string (json, "id");
      return NULL;
    }
  entry->type = entry->kind->entry;
  if (entry->kind->list != NULL)
    return read_bitstring_entry (run, entry);
  entry->url = lapel_json_get_string (json, "id");
  return entry->url == NULL ? "id" : NULL;
}

/* What came for the entry's URL, or %NULL and a row that says why not. */
static GBytes *
load (LapelRun    *run,
      const Entry *entry)
{
  const LapelVerifyOptions *options = run->options;
  g_autoptr (GError) error = NULL;
  GBytes *document = NULL;

  if (!g_str_has_prefix (entry->url, "https://"))
    error = g_error_new (LAPEL_ERROR, LAPEL_ERROR_UNREACHABLE, "only https is asked");
  else if (options->loader == NULL)
    error = g_error_new (LAPEL_ERROR, LAPEL_ERROR_NETWORK_OFF, "%s was not asked", entry->url);
  else
    document = options->loader (entry->url, options->loader_data, NULL, &error);

  if (document == NULL)
    add_row (run, entry, LAPEL_OUTCOME_UNCHECKED, lapel_error_nick_of (error), "message",
             error->message);
  return document;
}

/* Judging what a list says */

/* Statuses are written as "0x1", and without leading zeros. */
static const char *
find_message (const Entry *entry,
              guint64      status)
{
  const LapelJson *messages = lapel_json_get (entry->json, "statusMessage");
  g_autofree char *wanted = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", status);

  for (uint32_t i = 0; i < lapel_json_count (messages); i++)
    {
      const LapelJson *message = lapel_json_at (messages, i);
      const char *value = lapel_json_get_string (message, "status");

      if (value != NULL && g_ascii_strcasecmp (value, wanted) == 0)
        return lapel_json_get_string (message, "message");
    }
  return NULL;
}

static void
report_status (LapelRun              *run,
               const Entry           *entry,
               const LapelStatusList *list,
               LapelOutcome           outcome,
               LapelCode              code,
               guint64                status)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, status);

  /* What is not there ends the list, hence comes last. */
  lapel_report_add (run->report, LAPEL_QUESTION_CURRENT,
                    lapel_check_name_to_string (LAPEL_CHECK_STATUS), outcome,
                    lapel_code_to_string (code), "type", entry->type, "url", entry->url, "purpose",
                    entry->purpose, "index", entry->index, "status", number, "list-issuer",
                    list->issuer, "statusMessage", find_message (entry, status), NULL);
}

/* design.md, "Status": whoever signed it, a list can withdraw, but only the issuer's own can clear.
 */
static gboolean
is_of_issuer (const LapelRun        *run,
              const LapelStatusList *list)
{
  return list->proven && g_strcmp0 (list->issuer, run->credential->issuer.id) == 0;
}

static void
judge_status (LapelRun              *run,
              const Entry           *entry,
              const LapelStatusList *list,
              guint64                status)
{
  LapelOutcome outcome = LAPEL_OUTCOME_FAILED;
  LapelCode code = LAPEL_CODE_REVOKED;

  if (status != 0 && g_strcmp0 (entry->purpose, "suspension") == 0)
    {
      code = LAPEL_CODE_SUSPENDED;
    }
  else if (status != 0 && g_strcmp0 (entry->purpose, "refresh") == 0)
    {
      /* Bitstring Status List §2.1: it invalidates nothing. */
      lapel_run_note (run, LAPEL_CODE_STATUS_REFRESH, "url", entry->url);
      outcome = LAPEL_OUTCOME_PASSED;
      code = LAPEL_CODE_STATUS_REFRESH;
    }
  else if (status != 0 && g_strcmp0 (entry->purpose, "revocation") != 0)
    {
      outcome = LAPEL_OUTCOME_UNCHECKED;
      code = g_strcmp0 (entry->purpose, "message") == 0 ? LAPEL_CODE_STATUS_MESSAGE
                                                        : LAPEL_CODE_STATUS_PURPOSE_UNKNOWN;
    }
  else if (status == 0)
    {
      gboolean cleared = is_of_issuer (run, list);

      outcome = cleared ? LAPEL_OUTCOME_PASSED : LAPEL_OUTCOME_UNCHECKED;
      code = cleared ? LAPEL_CODE_OK : LAPEL_CODE_STATUS_OTHER_ISSUER;
    }
  report_status (run, entry, list, outcome, code, status);
}

static void
look_up (LapelRun              *run,
         const Entry           *entry,
         const LapelStatusList *list)
{
  guint64 entries = (guint64) g_bytes_get_size (list->bits) * 8 / MAX (entry->size, 1);

  if (!g_strv_contains ((const char *const *) list->purposes, entry->purpose))
    add_unchecked (run, entry, LAPEL_CODE_STATUS_PURPOSE_MISMATCH, NULL, NULL);
  else if (entries < LENIENT_ENTRIES)
    add_unchecked (run, entry, LAPEL_CODE_STATUS_LIST_TOO_SHORT, NULL, NULL);
  else if (entry->out_of_range || entry->position >= entries)
    add_unchecked (run, entry, LAPEL_CODE_STATUS_RANGE, NULL, NULL);
  else
    {
      if (entries < MIN_ENTRIES)
        lapel_run_note (run, LAPEL_CODE_STATUS_LIST_SHORT, "url", entry->url);
      if (list->no_prefix)
        lapel_run_note (run, LAPEL_CODE_STATUS_NO_PREFIX, "url", entry->url);
      judge_status (run, entry, list,
                    lapel_status_list_read_bits (list, entry->position * entry->size, entry->size));
    }
}

/* The host of an https URL or a did:web, in lower case; what else names issuers has none. */
static char *
dup_host (const char *id)
{
  g_autofree char *url = NULL;
  g_autoptr (GUri) uri = NULL;

  if (id != NULL && g_str_has_prefix (id, "did:web:"))
    url = lapel_did_web_to_url (id, NULL);
  else
    url = g_strdup (id);
  if (url == NULL || !g_str_has_prefix (url, "https://"))
    return NULL;

  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;
  if (g_uri_get_port (uri) < 0)
    return g_ascii_strdown (g_uri_get_host (uri), -1);
  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

/* An unsigned list is the issuer's where it comes from the issuer's own address, which TLS has
 * shown; that is as much as is known of an issuer whose key lies at that address. */
static gboolean
comes_from_issuer (const LapelRun        *run,
                   const Entry           *entry,
                   const LapelStatusList *list)
{
  const char *issuer = run->credential->issuer.id;
  g_autofree char *own = dup_host (issuer);
  g_autofree char *host = dup_host (entry->url);

  return own != NULL && g_strcmp0 (own, host) == 0 &&
         (list->issuer == NULL || strcmp (list->issuer, issuer) == 0);
}

static void
look_up_id (LapelRun              *run,
            const Entry           *entry,
            const LapelStatusList *list)
{
  const char *id = run->credential->id;
  const char *reason = id != NULL ? g_hash_table_lookup (list->revoked, id) : NULL;

  if (id == NULL)
    add_unchecked (run, entry, LAPEL_CODE_STATUS_MALFORMED, "member", "id");
  else if (reason != NULL)
    add_row (run, entry, LAPEL_OUTCOME_FAILED, lapel_code_to_string (LAPEL_CODE_REVOKED), "reason",
             *reason != '\0' ? reason : NULL);
  else if (!comes_from_issuer (run, entry, list))
    add_unchecked (run, entry, LAPEL_CODE_STATUS_OTHER_ISSUER, "list-issuer", list->issuer);
  else
    {
      lapel_run_note (run, LAPEL_CODE_STATUS_UNSIGNED, "url", entry->url);
      add_row (run, entry, LAPEL_OUTCOME_PASSED, lapel_code_to_string (LAPEL_CODE_OK),
               "list-issuer", list->issuer);
    }
}

static void
check_entry (LapelRun        *run,
             const LapelJson *json)
{
  g_auto (Entry) entry = { 0 };
  const char *wrong = read_entry (run, json, &entry);
  g_autoptr (GBytes) document = NULL;
  g_autoptr (LapelStatusList) list = NULL;

  if (entry.kind == NULL || wrong != NULL)
    {
      add_unchecked (run, &entry,
                     wrong != NULL ? LAPEL_CODE_STATUS_MALFORMED : LAPEL_CODE_STATUS_TYPE_UNKNOWN,
                     "member", wrong);
      return;
    }

  document = load (run, &entry);
  if (document == NULL)
    return;
  list = lapel_status_list_get (run, entry.kind, entry.url, document);
  if (list->code != NULL)
    add_row (run, &entry, LAPEL_OUTCOME_UNCHECKED, list->code, "message", list->message);
  else if (entry.kind->list != NULL)
    look_up (run, &entry, list);
  else
    look_up_id (run, &entry, list);
}

/* An SD-JWT says it in the claim status, one member for each kind (draft-ietf-oauth-status-list
 * §6.1). Those lists are not read by this version. It asks for them all the same, so that the row
 * can say whether it was the network that was missing. */
static void
check_member (LapelRun              *run,
              const LapelJsonMember *member)
{
  Entry entry = { .type = member->name, .url = lapel_json_get_string (&member->value, "uri") };
  GBytes *list = NULL;

  if (entry.url != NULL)
    {
      list = load (run, &entry);
      if (list == NULL)
        return;
      g_bytes_unref (list);
    }
  add_unchecked (run, &entry, LAPEL_CODE_STATUS_TYPE_UNKNOWN, NULL, NULL);
}

static void
check_claim (LapelRun *run)
{
  const LapelJson *status = lapel_json_get (run->credential->claims, "status");

  if (run->credential->securing != LAPEL_SECURING_SD_JWT || status == NULL)
    return;
  if (!lapel_json_is_object (status) || status->n == 0)
    lapel_run_add (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_UNCHECKED,
                   LAPEL_CODE_STATUS_TYPE_UNKNOWN, NULL, NULL);
  else
    for (uint32_t i = 0; i < MIN (status->n, LAPEL_MAX_STATUS_ENTRIES); i++)
      check_member (run, &status->members[i]);
}

void
lapel_check_status (LapelRun *run)
{
  const LapelJson *document = run->credential->document;
  const LapelJson *status = lapel_json_get (document, "credentialStatus");
  g_autoptr (GError) error = NULL;
  uint32_t n;

  /* Pilots of EU credentials call it so. */
  if (status == NULL && run->credential->format == LAPEL_FORMAT_ELM3)
    status = lapel_json_get (document, "status");
  n = lapel_json_count (status);

  check_claim (run);
  for (uint32_t i = 0; i < MIN (n, LAPEL_MAX_STATUS_ENTRIES); i++)
    check_entry (run, lapel_json_at (status, i));

  if (n <= LAPEL_MAX_STATUS_ENTRIES)
    return;
  error = g_error_new (LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX, "%u status entries, more than %d", n,
                       LAPEL_MAX_STATUS_ENTRIES);
  lapel_run_add_error (run, LAPEL_QUESTION_CURRENT, LAPEL_CHECK_STATUS, LAPEL_OUTCOME_UNCHECKED,
                       error, NULL, NULL);
}
