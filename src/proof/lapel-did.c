/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-did.h"

#include "lapel-encoding.h"
#include "lapel-error.h"
#include "lapel-did-private.h"

#include <string.h>

#define BOTH (LAPEL_RELATION_ASSERTION | LAPEL_RELATION_AUTHENTICATION)

static void
set_malformed (GError     **error,
               const char  *url,
               const char  *why)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_DID_MALFORMED, "%s: %s", url, why);
}

static void
set_not_found (GError     **error,
               const char  *url)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_METHOD_NOT_FOUND, "%s: no such verification method",
               url);
}

LapelMethod *
lapel_method_new (const char    *id,
                  const char    *controller,
                  LapelKey      *key,
                  LapelRelation  relations)
{
  LapelMethod *self = g_new (LapelMethod, 1);

  self->id = g_strdup (id);
  self->controller = g_strdup (controller);
  self->key = key;
  self->relations = relations;
  self->expires = LAPEL_TIME_NONE;
  self->revoked = LAPEL_TIME_NONE;
  return self;
}

void
lapel_method_free (LapelMethod *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->controller);
  lapel_key_unref (self->key);
  g_free (self);
}

static const char *
skip_digits (const char *text)
{
  while (g_ascii_isdigit (*text))
    text++;
  return text;
}

/* The multibase part of did:key:[version:]z…, or %NULL. The version is a positive number such as 1
 * or 1.1. */
static const char *
did_key_value (const char *did)
{
  const char *text = did + strlen ("did:key:");
  const char *end = skip_digits (text);

  if (end == text)
    return text;
  if (*end == '.' && g_ascii_isdigit (end[1]))
    end = skip_digits (end + 1);
  return *text != '0' && *end == ':' ? end + 1 : NULL;
}

static LapelMethod *
resolve_did_key (const char  *did,
                 const char  *fragment,
                 GError     **error)
{
  const char *value = did_key_value (did);
  g_autofree char *id = NULL;
  LapelKey *key;

  if (value == NULL)
    {
      set_malformed (error, did, "the version of a did:key is a positive number");
      return NULL;
    }
  key = lapel_key_new_multikey (value, error);
  if (key == NULL)
    {
      g_prefix_error (error, "did:key: ");
      return NULL;
    }
  if (fragment != NULL && !g_str_equal (fragment, value))
    {
      lapel_key_unref (key);
      set_not_found (error, did);
      return NULL;
    }
  id = g_strconcat (did, "#", value, NULL);
  return lapel_method_new (id, did, key, BOTH);
}

static LapelMethod *
resolve_did_jwk (const char  *did,
                 const char  *fragment,
                 GError     **error)
{
  const char *value = did + strlen ("did:jwk:");
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = lapel_base64url_decode (value, strlen (value), &reason);
  g_autoptr (LapelJsonDoc) jwk = NULL;
  g_autofree char *id = NULL;
  LapelKey *key;

  if (bytes != NULL)
    jwk = lapel_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &reason);
  if (jwk == NULL)
    {
      set_malformed (error, "did:jwk", reason->message);
      return NULL;
    }
  key = lapel_key_new_jwk (lapel_json_doc_get_root (jwk), error);
  if (key == NULL)
    {
      g_prefix_error (error, "did:jwk: ");
      return NULL;
    }
  if (fragment != NULL && !g_str_equal (fragment, "0"))
    {
      lapel_key_unref (key);
      set_not_found (error, did);
      return NULL;
    }
  id = g_strconcat (did, "#0", NULL);
  return lapel_method_new (id, did, key, BOTH);
}

/* Fetches the document at @location and looks for @url in it. */
static LapelMethod *
resolve_document (const char   *url,
                  const char   *controller,
                  const char   *location,
                  LapelLoader   loader,
                  gpointer      loader_data,
                  GError      **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (LapelJsonDoc) document = NULL;

  if (loader == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NETWORK_OFF, "%s was not asked for", location);
      return NULL;
    }
  bytes = loader (location, loader_data, NULL, error);
  if (bytes == NULL)
    return NULL;

  document = lapel_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &reason);
  if (document == NULL)
    {
      set_malformed (error, location, reason->message);
      return NULL;
    }
  return lapel_method_find (lapel_json_doc_get_root (document), controller, url, error);
}

static LapelMethod *
resolve_did (const char   *url,
             const char   *did,
             const char   *fragment,
             LapelLoader   loader,
             gpointer      loader_data,
             GError      **error)
{
  g_autofree char *location = NULL;

  if (g_str_has_prefix (did, "did:key:"))
    return resolve_did_key (did, fragment, error);
  if (g_str_has_prefix (did, "did:jwk:"))
    return resolve_did_jwk (did, fragment, error);
  if (!g_str_has_prefix (did, "did:web:"))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_DID_UNSUPPORTED,
                   "%s: this DID method is not supported", did);
      return NULL;
    }

  location = lapel_did_web_to_url (did, error);
  if (location == NULL)
    return NULL;
  if (fragment == NULL)
    {
      set_not_found (error, url);
      return NULL;
    }
  return resolve_document (url, did, location, loader, loader_data, error);
}

LapelMethod *
lapel_method_resolve (const char   *url,
                      LapelLoader   loader,
                      gpointer      loader_data,
                      GError      **error)
{
  const char *hash = strchr (url, '#');
  const char *fragment = hash != NULL ? hash + 1 : NULL;
  g_autofree char *controller =
      g_strndup (url, hash != NULL ? (size_t) (hash - url) : strlen (url));

  if (fragment != NULL && (*fragment == '\0' || strchr (fragment, '#') != NULL))
    {
      set_malformed (error, url, "an empty fragment, or two");
      return NULL;
    }
  if (g_str_has_prefix (url, "did:"))
    return resolve_did (url, controller, fragment, loader, loader_data, error);
  if (g_str_has_prefix (url, "https://"))
    {
      if (fragment != NULL)
        return resolve_document (url, controller, controller, loader, loader_data, error);
      set_not_found (error, url);
      return NULL;
    }
  if (g_str_has_prefix (url, "http://"))
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_DID_UNSUPPORTED,
                   "%s: only https says who answers", url);
      return NULL;
    }
  set_malformed (error, url, "neither a DID nor an https URL");
  return NULL;
}

LapelKey *
lapel_method_key_from_fragment (const char *url)
{
  const char *hash = strchr (url, '#');

  if (hash == NULL || g_str_has_prefix (url, "did:"))
    return NULL;
  return lapel_key_new_multikey (hash + 1, NULL);
}
