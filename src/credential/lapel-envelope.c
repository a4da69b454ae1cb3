/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-credential-private.h"
#include "lapel-error.h"

#include <string.h>

/* What a data: URL of an enveloped record may call a token (vc-jose-cose §6, and drafts of it). */
static const char *const token_media_types[] = {
  "application/vc+jwt",    "application/vp+jwt",         "application/jwt",
  "application/vc-ld+jwt", "application/vc+ld+json+jwt", "application/vp+ld+json+jwt",
  "application/vc+sd-jwt", "application/vp+sd-jwt",      "application/dc+sd-jwt",
};

/* A data: URL (RFC 2397), taken apart; all lie in the URL. */
typedef struct
{
  const char *type;
  size_t type_length;
  const char *parameters; /* each begins with ";" */
  size_t parameters_length;
  const char *data;
} DataUrl;

static gboolean
split (const char *url,
       DataUrl    *out)
{
  const char *comma = url != NULL ? strchr (url, ',') : NULL;

  if (comma == NULL || g_ascii_strncasecmp (url, "data:", strlen ("data:")) != 0)
    return FALSE;

  out->type = url + strlen ("data:");
  out->type_length = MIN (strcspn (out->type, ";"), (size_t) (comma - out->type));
  out->parameters = out->type + out->type_length;
  out->parameters_length = (size_t) (comma - out->parameters);
  out->data = comma + 1;
  return TRUE;
}

static gboolean
is_token (const DataUrl *url)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (token_media_types); i++)
    if (strlen (token_media_types[i]) == url->type_length &&
        g_ascii_strncasecmp (url->type, token_media_types[i], url->type_length) == 0)
      return TRUE;
  return FALSE;
}

/* Whether the data are in base64, which then is the last parameter. */
static gboolean
is_base64 (const DataUrl *url)
{
  static const char word[] = ";base64";
  size_t length = strlen (word);

  return url->parameters_length >= length &&
         g_ascii_strncasecmp (url->parameters + url->parameters_length - length, word, length) == 0;
}

static gboolean
refuse (const char  *message,
        GError     **error)
{
  g_set_error_literal (error, LAPEL_ERROR, LAPEL_ERROR_CREDENTIAL_MALFORMED, message);
  return FALSE;
}

/* No token has an escape in it, but what writes URLs may have made some. */
static char *
decode (const DataUrl  *url,
        size_t         *out_length,
        GError        **error)
{
  g_autofree char *plain = g_uri_unescape_string (url->data, NULL);
  guchar *bytes = NULL;

  if (plain == NULL)
    {
      refuse ("the data: URL of an enveloped credential has a wrong escape", error);
      return NULL;
    }
  if (!is_base64 (url))
    {
      *out_length = strlen (plain);
      return g_steal_pointer (&plain);
    }

  if (strlen (plain) % 4 != 0 ||
      strspn (plain, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") !=
          strlen (plain))
    {
      refuse ("the data: URL of an enveloped credential is no base64", error);
      return NULL;
    }
  bytes = g_base64_decode (plain, out_length);
  return (char *) bytes;
}

LapelCredential *
lapel_credential_parse_envelope (const LapelJson  *envelope,
                                 GError          **error)
{
  g_autofree char *token = NULL;
  size_t length = 0;
  DataUrl url;

  if (!split (lapel_json_get_string (envelope, "id"), &url))
    {
      refuse ("the id of an enveloped credential is not a data: URL", error);
      return NULL;
    }
  if (!is_token (&url))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_CREDENTIAL_UNSUPPORTED,
                   "an enveloped credential of the type %.*s", (int) MIN (url.type_length, 64),
                   url.type);
      return NULL;
    }

  token = decode (&url, &length, error);
  return token != NULL ? lapel_credential_parse_token (token, length, error) : NULL;
}
