/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-did-private.h"

#include "lapel-error.h"

#include <string.h>

/* Keys of an SD-JWT VC's issuer that is an https URL (draft-ietf-oauth-sd-jwt-vc §4): a document
 * at a well-known address says who it is of, and has the keys or the address of the keys. */

#define WELL_KNOWN "/.well-known/jwt-vc-issuer"

static gboolean
refuse (GError     **error,
        LapelError   code,
        const char  *message)
{
  g_set_error (error, LAPEL_ERROR, (int) code, "%s", message);
  return FALSE;
}

/* The path of the issuer goes behind the well-known one, without a "/" at its end. */
static char *
find_document_url (const char  *issuer,
                   GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse (issuer, G_URI_FLAGS_ENCODED, NULL);
  const char *authority = NULL;
  size_t length;
  size_t path;

  if (uri == NULL || !g_str_has_prefix (issuer, "https://") || g_uri_get_userinfo (uri) != NULL ||
      g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      refuse (error, LAPEL_ERROR_DID_MALFORMED, "the issuer is no plain https URL");
      return NULL;
    }
  authority = issuer + strlen ("https://");
  path = strcspn (authority, "/");
  length = strlen (authority);
  if (length > path && authority[length - 1] == '/')
    length--;
  return g_strdup_printf ("https://%.*s" WELL_KNOWN "%.*s", (int) path, authority,
                          (int) (length - path), authority + path);
}

static LapelJsonDoc *
load (const char   *url,
      LapelLoader   loader,
      gpointer      loader_data,
      GError      **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (loader == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NETWORK_OFF, "%s was not asked", url);
      return NULL;
    }
  bytes = loader (url, loader_data, NULL, error);
  if (bytes == NULL)
    return NULL;
  return lapel_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

/* Two keys of one name would leave it open whose signature it is. */
static LapelKey *
find_key (const LapelJson  *set,
          const char       *kid,
          GError          **error)
{
  const LapelJson *keys = lapel_json_get (set, "keys");
  const LapelJson *found = NULL;
  unsigned int n = 0;

  for (uint32_t i = 0; lapel_json_is_array (keys) && i < keys->n; i++)
    if (g_strcmp0 (lapel_json_get_string (&keys->items[i], "kid"), kid) == 0)
      {
        found = &keys->items[i];
        n++;
      }
  if (n == 1)
    return lapel_key_new_jwk (found, error);
  refuse (error, LAPEL_ERROR_METHOD_NOT_FOUND,
          n == 0 ? "the issuer has no key of that name"
                 : "the issuer has several keys of that name");
  return NULL;
}

static LapelKey *
find_key_in_document (const LapelJson  *document,
                      const char       *issuer,
                      const char       *kid,
                      LapelLoader       loader,
                      gpointer          loader_data,
                      GError          **error)
{
  const LapelJson *set = lapel_json_get (document, "jwks");
  const char *url = lapel_json_get_string (document, "jwks_uri");
  g_autoptr (LapelJsonDoc) doc = NULL;

  if (g_strcmp0 (lapel_json_get_string (document, "issuer"), issuer) != 0)
    {
      refuse (error, LAPEL_ERROR_METHOD_NOT_FOUND, "the document is another issuer's");
      return NULL;
    }
  if ((set != NULL) == (url != NULL) || (url != NULL && !g_str_has_prefix (url, "https://")))
    {
      refuse (error, LAPEL_ERROR_METHOD_NOT_FOUND, "neither only jwks nor only an https jwks_uri");
      return NULL;
    }
  if (set != NULL)
    return find_key (set, kid, error);

  doc = load (url, loader, loader_data, error);
  return doc != NULL ? find_key (lapel_json_doc_get_root (doc), kid, error) : NULL;
}

LapelMethod *
lapel_method_resolve_jwt_issuer (const char   *issuer,
                                 const char   *kid,
                                 LapelLoader   loader,
                                 gpointer      loader_data,
                                 GError      **error)
{
  g_autofree char *url = find_document_url (issuer, error);
  g_autofree char *id = g_strconcat (issuer, "#", kid, NULL);
  g_autoptr (LapelJsonDoc) doc = NULL;
  LapelKey *key = NULL;

  if (url == NULL)
    return NULL;
  doc = load (url, loader, loader_data, error);
  if (doc == NULL)
    return NULL;
  key =
      find_key_in_document (lapel_json_doc_get_root (doc), issuer, kid, loader, loader_data, error);
  return key != NULL ? lapel_method_new (id, issuer, key, LAPEL_RELATION_ASSERTION) : NULL;
}
