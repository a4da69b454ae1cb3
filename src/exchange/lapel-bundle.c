/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-jws.h"
#include "lapel-opening.h"
#include "lapel-sd-jwt.h"

#include <string.h>

/* Several credentials in one JSON text: an array of them, or the backup of another wallet, which is
 * a Universal Wallet (its contents are credentials, documents and keys in one array) or an array of
 * such. The text is only taken apart here, so that each credential comes out byte for byte and the
 * keys beside it stay behind; whether a piece is correct JSON, the strict reader says when it is
 * read. */

#define WALLET_TYPE    "UniversalWallet2020"
#define ENCRYPTED_TYPE "EncryptedWallet"

/* In the newer backups of the Learner Credential Wallet each credential is a file of its own; a
 * profile names them and holds the keys. */
#define PROFILE_MEMBER "credentialCids"

/* Where such a type is looked for, so that a large credential costs nothing. */
#define HEAD_BYTES 4096

/* A place in a JSON text. */
typedef struct
{
  const char *at;
  const char *end;
} Cursor;

/* An array or object, and how far it has been gone through. */
typedef struct
{
  Cursor cursor;
  gboolean object;
  gboolean started;
  gboolean broken; /* it was no JSON */
} List;

typedef struct
{
  LapelOpening *opening;
  GBytes *file;
  const char *place;
  unsigned int n; /* credentials found */
} Bundle;

/* Adds what is at @value, whose JSON Pointer is @pointer. */
typedef gboolean (*Adder) (Bundle *bundle, Cursor value, const char *pointer, GError **error);

static void
skip_blanks (Cursor *cursor)
{
  while (cursor->at < cursor->end && strchr (" \t\r\n", *cursor->at) != NULL && *cursor->at != '\0')
    cursor->at++;
}

static gboolean
skip_character (Cursor *cursor,
                char    character)
{
  if (cursor->at >= cursor->end || *cursor->at != character)
    return FALSE;
  cursor->at++;
  return TRUE;
}

/* Behind the string that begins here. */
static gboolean
skip_string (Cursor *cursor)
{
  for (cursor->at++; cursor->at < cursor->end; cursor->at++)
    {
      if (*cursor->at == '"')
        {
          cursor->at++;
          return TRUE;
        }
      if (*cursor->at == '\\')
        cursor->at++;
    }
  return FALSE;
}

/* Behind the value that begins here, without a look at what is in it but strings and brackets. */
static gboolean
skip_value (Cursor *cursor)
{
  unsigned int depth = 0;

  do
    {
      if (cursor->at >= cursor->end)
        return FALSE;
      if (*cursor->at == '"')
        {
          if (!skip_string (cursor))
            return FALSE;
          continue;
        }
      if (*cursor->at == '{' || *cursor->at == '[')
        depth++;
      else if ((*cursor->at == '}' || *cursor->at == ']') && depth-- == 0)
        return FALSE;
      else if (*cursor->at == ',' && depth == 0)
        return FALSE;
      cursor->at++;
    }
  while (depth > 0 || (cursor->at < cursor->end && strchr (",]} \t\r\n", *cursor->at) == NULL));
  return TRUE;
}

/* Behind the opening bracket of the array or object that begins here. */
static List
open_list (Cursor value)
{
  return (List){ .cursor = { value.at + 1, value.end }, .object = *value.at == '{' };
}

/* Between two values stands a comma, and before a member's value its name. */
static gboolean
skip_to_value (List   *list,
               Cursor *out_name)
{
  Cursor *cursor = &list->cursor;

  skip_blanks (cursor);
  if (list->started && !skip_character (cursor, ','))
    return FALSE;
  list->started = TRUE;
  skip_blanks (cursor);
  if (!list->object)
    return TRUE;

  out_name->at = cursor->at;
  if (cursor->at >= cursor->end || *cursor->at != '"' || !skip_string (cursor))
    return FALSE;
  out_name->end = cursor->at;
  skip_blanks (cursor);
  if (!skip_character (cursor, ':'))
    return FALSE;
  skip_blanks (cursor);
  return TRUE;
}

/* The next value of @list; %FALSE at its end, and where the text is no JSON, which @list then says.
 * @out_name: a member's, with its quotes */
static gboolean
next_value (List   *list,
            Cursor *out_name,
            Cursor *out_value)
{
  Cursor *cursor = &list->cursor;

  skip_blanks (cursor);
  if (skip_character (cursor, list->object ? '}' : ']'))
    return FALSE;
  list->broken = TRUE;
  if (!skip_to_value (list, out_name))
    return FALSE;
  out_value->at = cursor->at;
  if (!skip_value (cursor))
    return FALSE;
  out_value->end = cursor->at;
  list->broken = FALSE;
  return TRUE;
}

/* The member @name of the object at @value. */
static gboolean
find_member (Cursor      value,
             const char *name,
             Cursor     *out_member)
{
  size_t length = strlen (name);
  List list = open_list (value);
  Cursor key = { 0 };

  if (!list.object)
    return FALSE;
  while (next_value (&list, &key, out_member))
    if ((size_t) (key.end - key.at) == length + 2 && memcmp (key.at + 1, name, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
contains (Cursor      value,
          const char *text)
{
  return memmem (value.at, (size_t) (value.end - value.at), text, strlen (text)) != NULL;
}

/* Whether the member `type` of the object at @value, a text or an array of texts, has @type. */
static gboolean
has_type (Cursor      value,
          const char *type)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", type);
  Cursor member = { 0 };

  return find_member (value, "type", &member) && contains (member, quoted);
}

static gboolean
looks_like_token (Cursor quoted)
{
  size_t length = (size_t) (quoted.end - quoted.at) - 2;

  return lapel_jws_looks_like (quoted.at + 1, length) ||
         lapel_sd_jwt_looks_like (quoted.at + 1, length);
}

/* What a wallet keeps beside its credentials: the holder's DID documents, keys, and settings. None
 * of them may come into Lapel, least of all a private key. */
static gboolean
is_credential (Cursor value)
{
  static const char *const types[] = { "VerifiableCredential", "VerifiablePresentation",
                                       "Assertion", "EuropeanDigitalCredential" };
  Cursor member = { 0 };

  if (*value.at == '"')
    return looks_like_token (value);
  if (*value.at != '{')
    return FALSE;
  for (size_t i = 0; i < G_N_ELEMENTS (types); i++)
    if (has_type (value, types[i]))
      return TRUE;
  /* Open Badges before 1.1 have no type, sealed ones no more than their payload. */
  return find_member (value, "badge", &member) || find_member (value, "payload", &member) ||
         find_member (value, "credentialSubject", &member);
}

static GBytes *
copy_text (const Bundle *bundle,
           Cursor        value)
{
  const char *start = g_bytes_get_data (bundle->file, NULL);
  gboolean quoted = *value.at == '"';

  /* A token has no character that JSON would escape. */
  return g_bytes_new_from_bytes (bundle->file, (size_t) (value.at - start) + (quoted ? 1 : 0),
                                 (size_t) (value.end - value.at) - (quoted ? 2 : 0));
}

static gboolean
refuse (GError     **error,
        LapelError   code,
        const char  *message)
{
  g_set_error_literal (error, LAPEL_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
add_credential (Bundle      *bundle,
                Cursor       value,
                const char  *pointer,
                GError     **error)
{
  g_autofree char *name = g_strconcat ("#", pointer, NULL);
  g_autoptr (GBytes) text = NULL;
  LapelDocument *document = NULL;

  if (!is_credential (value))
    return TRUE;
  if (bundle->opening->entries_left == 0)
    return refuse (error, LAPEL_ERROR_ARCHIVE_LIMIT, "more than 1,000 credentials in one text");

  bundle->opening->entries_left--;
  bundle->n++;
  text = copy_text (bundle, value);
  document = g_new0 (LapelDocument, 1);
  document->file = g_bytes_ref (text);
  document->place = lapel_opening_join (bundle->place, name);
  lapel_opening_add_text (bundle->opening, document, text);
  return TRUE;
}

static gboolean
add_items (Bundle      *bundle,
           Cursor       array,
           const char  *pointer,
           Adder        add,
           GError     **error)
{
  List list = open_list (array);
  Cursor name = { 0 };
  Cursor value = { 0 };

  for (unsigned int i = 0; next_value (&list, &name, &value); i++)
    {
      g_autofree char *inner = g_strdup_printf ("%s/%u", pointer, i);

      if (!add (bundle, value, inner, error))
        return FALSE;
    }
  return list.broken ? refuse (error, LAPEL_ERROR_JSON_SYNTAX, "the array is no JSON") : TRUE;
}

/* A wallet, a credential, or what is neither. */
static gboolean
add_value (Bundle      *bundle,
           Cursor       value,
           const char  *pointer,
           GError     **error)
{
  Cursor member = { 0 };
  g_autofree char *contents = NULL;

  if (has_type (value, ENCRYPTED_TYPE))
    return refuse (error, LAPEL_ERROR_PASSWORD, "the encrypted backup of a wallet");
  if (!has_type (value, WALLET_TYPE))
    return add_credential (bundle, value, pointer, error);

  if (find_member (value, "status", &member) && !contains (member, "\"UNLOCKED\""))
    return refuse (error, LAPEL_ERROR_PASSWORD, "the locked backup of a wallet");
  if (!find_member (value, "contents", &member) || *member.at != '[')
    return TRUE;
  contents = g_strconcat (pointer, "/contents", NULL);
  return add_items (bundle, member, contents, add_credential, error);
}

/* The value that is all of the text. */
static gboolean
read_root (GBytes  *file,
           Cursor  *out_root,
           GError **error)
{
  size_t size;
  const char *data = g_bytes_get_data (file, &size);
  Cursor cursor = { data, data + size };

  skip_blanks (&cursor);
  out_root->at = cursor.at;
  if (!skip_value (&cursor))
    return refuse (error, LAPEL_ERROR_JSON_SYNTAX, "the text ends inside a value");
  out_root->end = cursor.at;
  skip_blanks (&cursor);
  if (cursor.at < cursor.end)
    return refuse (error, LAPEL_ERROR_JSON_SYNTAX, "the text goes on behind its value");
  return TRUE;
}

gboolean
lapel_bundle_is (const char *text,
                 size_t      length)
{
  static const char *const signs[] = { "\"" WALLET_TYPE "\"", "\"" ENCRYPTED_TYPE "\"",
                                       "\"" PROFILE_MEMBER "\"" };
  const Cursor head = { text, text + MIN (length, HEAD_BYTES) };

  if (length == 0 || (*text != '[' && *text != '{'))
    return FALSE;
  for (size_t i = 0; i < G_N_ELEMENTS (signs); i++)
    if (contains (head, signs[i]))
      return TRUE;
  return *text == '[';
}

void
lapel_bundle_open (LapelOpening *opening,
                   GBytes       *file,
                   const char   *place)
{
  Bundle bundle = { .opening = opening, .file = file, .place = place };
  unsigned int before = opening->documents->len;
  Cursor root = { 0 };
  GError *error = NULL;
  gboolean complete = read_root (file, &root, &error);

  if (complete && *root.at == '[')
    complete = add_items (&bundle, root, "", add_value, &error);
  else if (complete)
    complete = add_value (&bundle, root, "", &error);
  if (complete && bundle.n == 0)
    refuse (&error, LAPEL_ERROR_NO_CREDENTIALS, "no credential among the values of the text");
  if (error == NULL)
    return;

  g_ptr_array_set_size (opening->documents, (int) before);
  lapel_opening_add_error (opening, file, place, error);
}
