/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-status-lists.h"

#include "lapel-credential-private.h"
#include "lapel-encoding.h"
#include "lapel-gzip.h"
#include "lapel-status-private.h"

#include <string.h>

#define MAX_UNPACKED (16 * 1024 * 1024)

/* What may be remembered at once, documents and bits together. */
#define MAX_LISTS 64
#define MAX_BYTES (32 * 1024 * 1024)

/* One list, as long as the same bytes are published. */
typedef struct
{
  const LapelStatusKind *kind;
  char *url;
  GBytes *document;
  LapelTime checked;
  LapelStatusList *list;
} Memory;

struct _LapelStatusLists
{
  GQueue memories; /* (element-type Memory), newest first */
  size_t bytes;
};

static LapelStatusList *
status_list_new (void)
{
  LapelStatusList *self = g_new0 (LapelStatusList, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

void
lapel_status_list_unref (LapelStatusList *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->message);
  g_free (self->issuer);
  g_strfreev (self->purposes);
  g_clear_pointer (&self->bits, g_bytes_unref);
  g_clear_pointer (&self->revoked, g_hash_table_unref);
  g_free (self);
}

static void
memory_free (Memory *memory)
{
  g_free (memory->url);
  g_bytes_unref (memory->document);
  lapel_status_list_unref (memory->list);
  g_free (memory);
}

static size_t
memory_size (const Memory *memory)
{
  const LapelStatusList *list = memory->list;

  return g_bytes_get_size (memory->document) +
         (list->bits != NULL ? g_bytes_get_size (list->bits) : 0);
}

LapelStatusLists *
lapel_status_lists_new (void)
{
  return g_new0 (LapelStatusLists, 1);
}

void
lapel_status_lists_free (LapelStatusLists *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->memories, (GDestroyNotify) memory_free);
  g_free (self);
}

static void
forget (LapelStatusLists *self,
        GList            *link)
{
  self->bytes -= memory_size (link->data);
  memory_free (link->data);
  g_queue_delete_link (&self->memories, link);
}

/* A list may have run out since, and keys been withdrawn: after some minutes it is read anew. */
static LapelStatusList *
recall (LapelStatusLists      *self,
        const LapelStatusKind *kind,
        const char            *url,
        GBytes                *document,
        LapelTime              now)
{
  for (GList *link = self->memories.head; link != NULL; link = link->next)
    {
      Memory *memory = link->data;

      if (memory->kind != kind || strcmp (memory->url, url) != 0)
        continue;
      if (ABS (now - memory->checked) < LAPEL_CLOCK_SKEW &&
          g_bytes_equal (memory->document, document))
        {
          g_atomic_ref_count_inc (&memory->list->ref_count);
          return memory->list;
        }
      forget (self, link);
      return NULL;
    }
  return NULL;
}

static void
remember (LapelStatusLists      *self,
          const LapelStatusKind *kind,
          const char            *url,
          GBytes                *document,
          LapelTime              now,
          LapelStatusList       *list)
{
  Memory *memory = g_new (Memory, 1);

  g_atomic_ref_count_inc (&list->ref_count);
  *memory = (Memory){ kind, g_strdup (url), g_bytes_ref (document), now, list };
  self->bytes += memory_size (memory);
  g_queue_push_head (&self->memories, memory);
  while (self->memories.length > MAX_LISTS || self->bytes > MAX_BYTES)
    forget (self, self->memories.tail);
}

static gboolean
refuse (LapelStatusList *self,
        LapelCode        code,
        const char      *message)
{
  self->code = lapel_code_to_string (code);
  self->message = g_strdup (message);
  return FALSE;
}

/* The code of what makes @report fail, for experts. */
static const char *
find_failure (const LapelReport *report)
{
  const GPtrArray *checks = lapel_report_get_checks (report);

  for (unsigned int i = 0; i < checks->len; i++)
    {
      const LapelCheck *check = g_ptr_array_index (checks, i);

      if (check->outcome == LAPEL_OUTCOME_FAILED)
        return check->code;
    }
  return NULL;
}

/* Whether the list credential may be believed at all: see formats.md §7.1, step 2. */
static gboolean
verify_list (LapelStatusList *self,
             LapelRun        *run,
             LapelCredential *credential)
{
  g_autoptr (LapelReport) report = lapel_run_nested (run, credential, LAPEL_ROLE_STATUS_LIST);
  LapelStates states = lapel_report_get_states (report);

  if (states & LAPEL_STATE_EXPIRED)
    return refuse (self, LAPEL_CODE_STATUS_LIST_EXPIRED, NULL);
  if (states & LAPEL_STATE_NOT_YET_VALID)
    return refuse (self, LAPEL_CODE_STATUS_LIST_EARLY, NULL);
  if (lapel_report_get_verdict (report) == LAPEL_VERDICT_INVALID)
    return refuse (self, LAPEL_CODE_STATUS_LIST_INVALID, find_failure (report));

  self->issuer = g_strdup (credential->issuer.id);
  self->proven =
      lapel_report_get_outcome (report, LAPEL_QUESTION_AUTHENTIC) == LAPEL_OUTCOME_PASSED;
  return TRUE;
}

/* StatusList2021 said "base64" and was read in both alphabets, padded or not. */
static char *
normalise_base64 (const char *text)
{
  size_t length = strlen (text);
  char *plain = NULL;

  while (length > 0 && text[length - 1] == '=')
    length--;
  plain = g_strndup (text, length);
  return g_strdelimit (g_strdelimit (plain, "+", '-'), "/", '_');
}

static gboolean
unpack (LapelStatusList       *self,
        const LapelStatusKind *kind,
        const char            *encoded)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) packed = NULL;
  size_t length = 0;
  const void *data;

  if (encoded == NULL)
    return refuse (self, LAPEL_CODE_STATUS_LIST_ENCODING, "no encodedList");

  /* The first byte of gzip data makes an "H", so that one "u" cannot be taken for the other. */
  if (*encoded == 'u')
    {
      packed = lapel_base64url_decode (encoded + 1, strlen (encoded + 1), &error);
    }
  else
    {
      g_autofree char *plain = normalise_base64 (encoded);

      self->no_prefix = kind->wants_prefix;
      packed = lapel_base64url_decode (plain, strlen (plain), &error);
    }
  if (packed == NULL)
    return refuse (self, LAPEL_CODE_STATUS_LIST_ENCODING, error->message);

  data = g_bytes_get_data (packed, &length);
  self->bits = lapel_gunzip (data, length, MAX_UNPACKED, &error);
  if (self->bits == NULL)
    return refuse (self,
                   g_error_matches (error, LAPEL_ERROR, LAPEL_ERROR_TOO_LARGE)
                       ? LAPEL_CODE_STATUS_LIST_TOO_LARGE
                       : LAPEL_CODE_STATUS_LIST_ENCODING,
                   error->message);
  return TRUE;
}

static char **
read_purposes (const LapelJson *value)
{
  uint32_t n = lapel_json_count (value);
  g_autoptr (GPtrArray) purposes = g_ptr_array_new ();

  for (uint32_t i = 0; i < n; i++)
    {
      const char *purpose = lapel_json_as_string (lapel_json_at (value, i));

      if (purpose != NULL)
        g_ptr_array_add (purposes, g_strdup (purpose));
    }
  g_ptr_array_add (purposes, NULL);
  return (char **) g_ptr_array_steal (purposes, NULL);
}

static gboolean
read_bitstring (LapelStatusList       *self,
                LapelRun              *run,
                const LapelStatusKind *kind,
                GBytes                *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelCredential) credential = lapel_credential_parse (document, &error);
  const LapelJson *subject = NULL;

  if (credential == NULL)
    return refuse (self, LAPEL_CODE_STATUS_LIST_UNREADABLE, error->message);

  /* An old badge counts as what its address answers with, and that is no list. */
  if (credential->ob2 != NULL)
    return refuse (self, LAPEL_CODE_STATUS_LIST_TYPE, kind->list);

  subject = lapel_json_at (lapel_json_get (credential->document, "credentialSubject"), 0);
  if (!lapel_json_has_type (credential->document, kind->list))
    return refuse (self, LAPEL_CODE_STATUS_LIST_TYPE, kind->list);
  if (!lapel_json_has_type (subject, kind->subject))
    return refuse (self, LAPEL_CODE_STATUS_LIST_TYPE, kind->subject);
  if (!verify_list (self, run, credential))
    return FALSE;

  self->purposes = read_purposes (lapel_json_get (subject, "statusPurpose"));
  return unpack (self, kind, lapel_json_get_string (subject, "encodedList"));
}

/* 1EdTech's list is plain JSON that nobody signed (formats.md §7.2). */
static gboolean
read_revocations (LapelStatusList *self,
                  GBytes          *document)
{
  size_t length = 0;
  const char *text = g_bytes_get_data (document, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelJsonDoc) doc = lapel_json_parse (text, length, &error);
  const LapelJson *root = doc != NULL ? lapel_json_doc_get_root (doc) : NULL;
  const LapelJson *entries = lapel_json_get (root, "revokedCredential");

  if (doc == NULL)
    return refuse (self, LAPEL_CODE_STATUS_LIST_UNREADABLE, error->message);
  if (!lapel_json_is_object (root))
    return refuse (self, LAPEL_CODE_STATUS_LIST_UNREADABLE, "no JSON object");
  if (entries == NULL)
    return refuse (self, LAPEL_CODE_STATUS_LIST_TYPE, "no revokedCredential");

  self->issuer = g_strdup (lapel_json_id_of (lapel_json_get (root, "issuer")));
  self->revoked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (uint32_t i = 0; i < lapel_json_count (entries); i++)
    {
      const LapelJson *entry = lapel_json_at (entries, i);
      const LapelJson *revoked = lapel_json_get (entry, "revoked");
      const char *id = lapel_json_id_of (entry);
      const char *reason = lapel_json_text_of (lapel_json_get (entry, "revocationReason"));

      if (id != NULL && (revoked == NULL || revoked->type != LAPEL_JSON_FALSE))
        g_hash_table_insert (self->revoked, g_strdup (id), g_strdup (reason != NULL ? reason : ""));
    }
  return TRUE;
}

LapelStatusList *
lapel_status_list_get (LapelRun              *run,
                       const LapelStatusKind *kind,
                       const char            *url,
                       GBytes                *document)
{
  LapelStatusLists *memory = run->options->status_lists;
  LapelTime now = run->options->now;
  LapelStatusList *self = NULL;

  if (memory != NULL)
    self = recall (memory, kind, url, document, now);
  if (self != NULL)
    return self;

  self = status_list_new ();
  if (kind->list != NULL)
    read_bitstring (self, run, kind, document);
  else
    read_revocations (self, document);
  if (memory != NULL)
    remember (memory, kind, url, document, now, self);
  return self;
}

guint64
lapel_status_list_read_bits (const LapelStatusList *self,
                             guint64                position,
                             unsigned int           size)
{
  const guint8 *bytes = g_bytes_get_data (self->bits, NULL);
  guint64 value = 0;

  for (guint64 bit = position; bit < position + size; bit++)
    value = value << 1 | (bytes[bit / 8] >> (7 - bit % 8) & 1);
  return value;
}
