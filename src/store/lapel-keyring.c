/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-keyring.h"

#include "lapel-crypto.h"
#include "lapel-encoding.h"
#include "lapel-error.h"

#include <libsecret/secret.h>
#include <string.h>

#define SERVICE_NAME "org.freedesktop.secrets"
#define LABEL        "Lapel signing key"
#define ATTRIBUTE_ID "id"
#define ID_SIZE      16
#define SEED_SIZE    32

/* Whoever looks through the keyring learns that there is a key, and nothing about its holder. */
static const SecretSchema key_schema = {
  LAPEL_APP_ID ".Key",
  SECRET_SCHEMA_NONE,
  { { ATTRIBUTE_ID, SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

/* Takes @cause and sets what it means to the caller. */
static void
propagate (GError  *cause,
           GError **error)
{
  g_autoptr (GError) owned = cause;
  LapelError code = LAPEL_ERROR_KEYRING;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return;
    }
  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    code = LAPEL_ERROR_KEYRING_LOCKED;
  else if (g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
           g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
           g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND))
    code = LAPEL_ERROR_KEYRING_ABSENT;
  g_set_error (error, LAPEL_ERROR, code, "Secret Service: %s", cause->message);
}

static void
fail_locked (GError **error)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEYRING_LOCKED,
               "Secret Service: the keyring is locked and was not unlocked");
}

/* Asks the bus itself: calling a service that is not there would only time out where the bus
 * tries to start it. */
static gboolean
service_is_there (GDBusConnection  *bus,
                  GCancellable     *cancellable,
                  GError          **error)
{
  static const char *const questions[] = { "ListNames", "ListActivatableNames" };

  for (size_t i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (GError) cause = NULL;
      g_autoptr (GVariant) answer = NULL;
      g_autofree const char **names = NULL;

      answer = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                            "org.freedesktop.DBus", questions[i], NULL,
                                            G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1,
                                            cancellable, &cause);
      if (answer == NULL)
        {
          propagate (g_steal_pointer (&cause), error);
          return FALSE;
        }
      g_variant_get (answer, "(^a&s)", &names);
      if (g_strv_contains (names, SERVICE_NAME))
        return TRUE;
    }
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEYRING_ABSENT,
               "this session has no Secret Service");
  return FALSE;
}

static SecretService *
connect_service (GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, &cause);
  SecretService *service;

  if (bus == NULL && g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (bus == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEYRING_ABSENT, "no session bus: %s",
                   cause->message);
      return NULL;
    }
  if (!service_is_there (bus, cancellable, error))
    return NULL;

  service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, cancellable, &cause);
  if (service == NULL)
    propagate (g_steal_pointer (&cause), error);
  return service;
}

/* What the prompt @path answered: what is unlocked now, or %NULL without an error if it was closed.
 */
static GVariant *
ask (SecretService  *service,
     const char     *path,
     GCancellable   *cancellable,
     GError        **error)
{
  GDBusProxy *proxy = G_DBUS_PROXY (service);
  g_autoptr (SecretPrompt) prompt =
      g_initable_new (SECRET_TYPE_PROMPT, cancellable, error, "g-flags",
                      G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES, "g-interface-name",
                      "org.freedesktop.Secret.Prompt", "g-name", g_dbus_proxy_get_name (proxy),
                      "g-connection", g_dbus_proxy_get_connection (proxy), "g-object-path", path,
                      NULL);

  if (prompt == NULL)
    return NULL;
  return secret_service_prompt_sync (service, prompt, cancellable, G_VARIANT_TYPE_OBJECT_PATH_ARRAY,
                                     error);
}

/* @object: an item or a collection. Whoever sits at the screen may be asked for the password. The
 * call of libsecret for this (up to 0.20.5 at least) takes a closed prompt for an error without
 * one, and complains aloud; hence by hand. */
static gboolean
unlock (SecretService  *service,
        GDBusProxy     *object,
        GCancellable   *cancellable,
        GError        **error)
{
  const char *path = g_dbus_proxy_get_object_path (object);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_proxy_call_sync (G_DBUS_PROXY (service), "Unlock",
                              g_variant_new ("(@ao)", g_variant_new_objv (&path, 1)),
                              G_DBUS_CALL_FLAGS_NONE, -1, cancellable, &cause);
  g_autoptr (GVariant) unlocked = NULL;
  const char *prompt;

  if (answer != NULL)
    {
      g_variant_get (answer, "(@ao&o)", &unlocked, &prompt);
      if (!g_str_equal (prompt, "/"))
        {
          g_clear_pointer (&unlocked, g_variant_unref);
          unlocked = ask (service, prompt, cancellable, &cause);
        }
    }
  if (cause != NULL)
    {
      propagate (g_steal_pointer (&cause), error);
      return FALSE;
    }
  if (unlocked == NULL || g_variant_n_children (unlocked) == 0)
    {
      fail_locked (error);
      return FALSE;
    }
  return TRUE;
}

/* Unlocks the collection that new items go to. Where there is none yet all is well: storing makes
 * it. */
static gboolean
unlock_default (SecretService  *service,
                GCancellable   *cancellable,
                GError        **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (SecretCollection) collection =
      secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                        cancellable, &cause);

  if (cause != NULL)
    {
      propagate (g_steal_pointer (&cause), error);
      return FALSE;
    }
  return collection == NULL || !secret_collection_get_locked (collection) ||
         unlock (service, G_DBUS_PROXY (collection), cancellable, error);
}

static GHashTable *
make_attributes (const char *id)
{
  return secret_attributes_build (&key_schema, ATTRIBUTE_ID, id, NULL);
}

/* *@out_item is %NULL where no item has this id. */
static gboolean
search (SecretService  *service,
        const char     *id,
        SecretItem    **out_item,
        GCancellable   *cancellable,
        GError        **error)
{
  g_autoptr (GHashTable) attributes = make_attributes (id);
  g_autoptr (GError) cause = NULL;
  g_autolist (SecretItem) items =
      secret_service_search_sync (service, &key_schema, attributes, SECRET_SEARCH_NONE, cancellable,
                                  &cause);

  if (cause != NULL)
    {
      propagate (g_steal_pointer (&cause), error);
      return FALSE;
    }
  *out_item = items != NULL ? g_object_ref (items->data) : NULL;
  return TRUE;
}

/* Some services do not show what lies in a locked collection, so that an item counts as gone only
 * after a look into the unlocked one. */
static SecretItem *
find_item (SecretService  *service,
           const char     *id,
           GCancellable   *cancellable,
           GError        **error)
{
  g_autoptr (SecretItem) item = NULL;

  if (!search (service, id, &item, cancellable, error))
    return NULL;
  if (item == NULL && (!unlock_default (service, cancellable, error) ||
                       !search (service, id, &item, cancellable, error)))
    return NULL;
  if (item == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND, "the keyring has no key %s", id);
      return NULL;
    }
  if (secret_item_get_locked (item) && !unlock (service, G_DBUS_PROXY (item), cancellable, error))
    return NULL;
  return g_steal_pointer (&item);
}

/* The text of an item: a seed in base64url. */
static LapelSigner *
decode_signer (SecretValue  *value,
               GError      **error)
{
  g_autoptr (GError) cause = NULL;
  size_t length;
  const char *text = secret_value_get (value, &length);
  GBytes *bytes = lapel_base64url_decode (text, length, &cause);
  LapelSigner *signer = NULL;
  guint8 *seed;
  size_t size;

  if (bytes == NULL)
    {
      g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEYRING, "the item holds no key: %s",
                   cause->message);
      return NULL;
    }
  seed = g_bytes_unref_to_data (bytes, &size);
  if (size == SEED_SIZE)
    signer = lapel_signer_new (seed);
  else
    g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_KEYRING, "the item holds no key of %d bytes",
                 SEED_SIZE);
  explicit_bzero (seed, size);
  g_free (seed);
  return signer;
}

static LapelSigner *
load_signer (SecretService  *service,
             const char     *id,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autoptr (SecretItem) item = find_item (service, id, cancellable, error);
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GError) cause = NULL;

  if (item == NULL)
    return NULL;
  if (!secret_item_load_secret_sync (item, cancellable, &cause))
    {
      propagate (g_steal_pointer (&cause), error);
      return NULL;
    }
  value = secret_item_get_secret (item);
  if (value == NULL)
    {
      fail_locked (error);
      return NULL;
    }
  return decode_signer (value, error);
}

static void
wipe_and_free (gpointer text)
{
  explicit_bzero (text, strlen (text));
  g_free (text);
}

static char *
make_id (void)
{
  guint8 random[ID_SIZE];

  lapel_random (random, sizeof random);
  return lapel_base64url_encode (random, sizeof random);
}

static gboolean
store_seed (SecretService  *service,
            const char     *id,
            const guint8   *seed,
            GCancellable   *cancellable,
            GError        **error)
{
  g_autoptr (GHashTable) attributes = make_attributes (id);
  g_autoptr (SecretValue) value = secret_value_new_full (lapel_base64url_encode (seed, SEED_SIZE),
                                                         -1, "text/plain", wipe_and_free);
  g_autoptr (GError) cause = NULL;

  if (secret_service_store_sync (service, &key_schema, attributes, SECRET_COLLECTION_DEFAULT, LABEL,
                                 value, cancellable, &cause))
    return TRUE;
  /* There was no keyring, and the question for the password of a new one was closed: what then
   * stops the call is that the keyring is still not there. */
  if (cause == NULL || g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
      g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    fail_locked (error);
  else
    propagate (g_steal_pointer (&cause), error);
  return FALSE;
}

static LapelSigner *
make_signer (SecretService  *service,
             char          **out_id,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autofree char *id = make_id ();
  LapelSigner *signer = NULL;
  guint8 seed[SEED_SIZE];

  if (!unlock_default (service, cancellable, error))
    return NULL;
  lapel_random (seed, sizeof seed);
  if (store_seed (service, id, seed, cancellable, error))
    {
      signer = lapel_signer_new (seed);
      *out_id = g_steal_pointer (&id);
    }
  explicit_bzero (seed, sizeof seed);
  return signer;
}

LapelSigner *
lapel_keyring_get_signer (char         **item_id,
                          GCancellable  *cancellable,
                          GError       **error)
{
  g_autoptr (SecretService) service = NULL;

  g_return_val_if_fail (item_id != NULL, NULL);

  service = connect_service (cancellable, error);
  if (service == NULL)
    return NULL;
  if (*item_id == NULL)
    return make_signer (service, item_id, cancellable, error);
  return load_signer (service, *item_id, cancellable, error);
}
