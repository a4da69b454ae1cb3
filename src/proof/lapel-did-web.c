/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-did.h"

#include "lapel-error.h"

#include <string.h>

/* did:web (https://w3c-ccg.github.io/did-method-web/ §2): the identifier is a host, maybe with a
 * port, and path segments, all separated by colons. */

#define MAX_HOST  253
#define MAX_LABEL 63

static gboolean
is_label (const char *text,
          size_t      length)
{
  if (length == 0 || length > MAX_LABEL || text[0] == '-' || text[length - 1] == '-')
    return FALSE;
  for (size_t i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-')
      return FALSE;
  return TRUE;
}

/* A last label that reads as a number makes the whole an IPv4 address (URL standard §3.5). */
static gboolean
is_number (const char *text,
           size_t      length)
{
  gboolean hex = length >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');

  for (size_t i = hex ? 2 : 0; i < length; i++)
    if (hex ? !g_ascii_isxdigit (text[i]) : !g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_host (const char *text,
         size_t      length)
{
  const char *end = text + length;

  if (length > MAX_HOST)
    return FALSE;
  for (;;)
    {
      const char *dot = memchr (text, '.', (size_t) (end - text));
      size_t label = (size_t) ((dot != NULL ? dot : end) - text);

      if (!is_label (text, label))
        return FALSE;
      if (dot == NULL)
        return !is_number (text, label);
      text = dot + 1;
    }
}

/* The port after "%3A", up to five digits. */
static gboolean
is_port (const char *text,
         size_t      length)
{
  unsigned int port = 0;

  if (length == 0 || length > 5 || text[0] == '0')
    return FALSE;
  for (size_t i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      port = port * 10 + (unsigned int) g_ascii_digit_value (text[i]);
    }
  return port <= G_MAXUINT16;
}

/* Appends "host" or "host:port". */
static gboolean
append_host (GString    *url,
             const char *text,
             size_t      length)
{
  const char *percent = memchr (text, '%', length);
  size_t host = percent != NULL ? (size_t) (percent - text) : length;

  if (!is_host (text, host))
    return FALSE;
  g_string_append_len (url, text, (gssize) host);
  if (percent == NULL)
    return TRUE;

  if (length < host + 3 || g_ascii_strncasecmp (percent, "%3A", 3) != 0 ||
      !is_port (percent + 3, length - host - 3))
    return FALSE;
  g_string_append_c (url, ':');
  g_string_append_len (url, percent + 3, (gssize) (length - host - 3));
  return TRUE;
}

/* An escaped octet may stand in a path unless it would change which path it is. */
static gboolean
is_harmless_escape (const char *text,
                    size_t      length)
{
  int value;

  if (length < 3 || !g_ascii_isxdigit (text[1]) || !g_ascii_isxdigit (text[2]))
    return FALSE;
  value = g_ascii_xdigit_value (text[1]) * 16 + g_ascii_xdigit_value (text[2]);
  return value > 0x20 && value != 0x7f && strchr ("./\\%?#:@", value) == NULL;
}

static gboolean
append_segment (GString    *url,
                const char *text,
                size_t      length)
{
  if (length == 0 || (length <= 2 && strspn (text, ".") >= length))
    return FALSE;
  for (size_t i = 0; i < length; i++)
    {
      if (text[i] == '%' && is_harmless_escape (text + i, length - i))
        i += 2;
      else if (!g_ascii_isalnum (text[i]) && strchr ("-._", text[i]) == NULL)
        return FALSE;
    }
  g_string_append_c (url, '/');
  g_string_append_len (url, text, (gssize) length);
  return TRUE;
}

char *
lapel_did_web_to_url (const char  *did,
                      GError     **error)
{
  g_autoptr (GString) url = g_string_new ("https://");
  const char *rest = did;
  gboolean good = g_str_has_prefix (did, "did:web:");
  size_t length;

  if (good)
    {
      rest = did + strlen ("did:web:");
      length = strcspn (rest, ":");
      good = append_host (url, rest, length);
      rest += length;
      if (*rest == '\0')
        g_string_append (url, "/.well-known");
    }
  while (good && *rest == ':')
    {
      rest++;
      length = strcspn (rest, ":");
      good = append_segment (url, rest, length);
      rest += length;
    }
  if (!good)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_DID_MALFORMED, "%s is no did:web", did);
      return NULL;
    }

  g_string_append (url, "/did.json");
  return g_string_free (g_steal_pointer (&url), FALSE);
}
