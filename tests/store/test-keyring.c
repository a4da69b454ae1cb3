/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs inside tests/with-keyring.sh, which says in LAPEL_KEYRING_MODE what there is of a Secret
 * Service. What is expected differs, so the cases do. */

#include "config.h"

#include "lapel-error.h"
#include "lapel-keyring.h"

#include <libsecret/secret.h>
#include <string.h>

static LapelSigner *
get_signer (char **item_id)
{
  g_autoptr (GError) error = NULL;
  LapelSigner *signer = lapel_keyring_get_signer (item_id, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (signer);
  g_assert_nonnull (*item_id);
  return signer;
}

static void
assert_fails (const char *item_id,
              GQuark      domain,
              int         code)
{
  g_autofree char *id = g_strdup (item_id);
  g_autoptr (GError) error = NULL;

  g_assert_null (lapel_keyring_get_signer (&id, NULL, &error));
  g_assert_error (error, domain, code);
  g_assert_cmpstr (id, ==, item_id);
}

static SecretService *
get_service (void)
{
  g_autoptr (GError) error = NULL;
  SecretService *service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, &error);

  g_assert_no_error (error);
  return service;
}

/* The only item whose attribute "id" is @item_id. */
static SecretItem *
get_item (const char *item_id)
{
  g_autoptr (SecretService) service = get_service ();
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autolist (SecretItem) items = NULL;
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (attributes, (gpointer) "id", (gpointer) item_id);
  items = secret_service_search_sync (service, NULL, attributes,
                                      SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  return g_object_ref (items->data);
}

static void
test_made_once (void)
{
  g_autofree char *id = NULL;
  g_autofree char *first_id = NULL;
  g_autofree char *other_id = NULL;
  g_autoptr (LapelSigner) made = get_signer (&id);
  g_autoptr (LapelSigner) found = NULL;
  g_autoptr (LapelSigner) other = NULL;

  first_id = g_strdup (id);
  found = get_signer (&id);
  g_assert_cmpstr (id, ==, first_id);
  g_assert_true (lapel_key_equal (lapel_signer_get_key (made), lapel_signer_get_key (found)));

  other = get_signer (&other_id);
  g_assert_cmpstr (other_id, !=, id);
  g_assert_false (lapel_key_equal (lapel_signer_get_key (made), lapel_signer_get_key (other)));
}

/* Attributes and labels are readable while the keyring is locked. */
static void
test_says_nothing_about_the_holder (void)
{
  g_autofree char *id = NULL;
  g_autoptr (LapelSigner) signer = get_signer (&id);
  g_autoptr (SecretItem) item = get_item (id);
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);
  g_autoptr (SecretValue) value = secret_item_get_secret (item);
  g_autofree char *label = secret_item_get_label (item);

  g_assert_cmpstr (label, ==, "Lapel signing key");
  /* Ours, and the name of the schema that libsecret adds. */
  g_assert_cmpuint (g_hash_table_size (attributes), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "id"), ==, id);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "xdg:schema"), ==, "org.lapel.Lapel.Key");
  g_assert_cmpstr (secret_value_get_content_type (value), ==, "text/plain");
  /* 32 and 16 bytes in base64url. */
  g_assert_cmpuint (strlen (secret_value_get_text (value)), ==, 43);
  g_assert_cmpuint (strlen (id), ==, 22);
}

static void
test_deleted (void)
{
  g_autofree char *id = NULL;
  g_autoptr (LapelSigner) signer = get_signer (&id);
  g_autoptr (SecretItem) item = get_item (id);
  g_autoptr (GError) error = NULL;

  secret_item_delete_sync (item, NULL, &error);
  g_assert_no_error (error);
  assert_fails (id, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
  assert_fails ("never-there", LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
}

static void
test_not_a_key (void)
{
  static const char *const texts[] = { "", "c2hvcnQ", "not base64url!" };
  g_autofree char *id = NULL;
  g_autoptr (LapelSigner) signer = get_signer (&id);
  g_autoptr (SecretItem) item = get_item (id);

  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SecretValue) value = secret_value_new (texts[i], -1, "text/plain");
      g_autoptr (GError) error = NULL;

      secret_item_set_secret_sync (item, value, NULL, &error);
      g_assert_no_error (error);
      assert_fails (id, LAPEL_ERROR, LAPEL_ERROR_KEYRING);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (lapel_keyring_get_signer (&id, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (id);
}

static void
lock_keyring (void)
{
  g_autoptr (SecretService) service = get_service ();
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (GError) error = NULL;
  GList objects = { NULL, NULL, NULL };

  collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                                 SECRET_COLLECTION_NONE, NULL, &error);
  g_assert_no_error (error);
  objects.data = collection;
  g_assert_cmpint (secret_service_lock_sync (service, &objects, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
}

/* Nobody can be asked for a password here: it must say so, and not wait. Comes last, as nothing
 * unlocks the keyring again. */
static void
test_locked (void)
{
  g_autofree char *id = NULL;
  g_autoptr (LapelSigner) signer = get_signer (&id);

  lock_keyring ();
  assert_fails (id, LAPEL_ERROR, LAPEL_ERROR_KEYRING_LOCKED);
  assert_fails ("never-there", LAPEL_ERROR, LAPEL_ERROR_KEYRING_LOCKED);
  assert_fails (NULL, LAPEL_ERROR, LAPEL_ERROR_KEYRING_LOCKED);
}

/* The first prompt is closed, the second answered. */
static void
test_prompts (void)
{
  g_autofree char *id = NULL;
  g_autoptr (LapelSigner) made = get_signer (&id);
  g_autoptr (LapelSigner) found = NULL;

  lock_keyring ();
  assert_fails (id, LAPEL_ERROR, LAPEL_ERROR_KEYRING_LOCKED);
  found = get_signer (&id);
  g_assert_true (lapel_key_equal (lapel_signer_get_key (made), lapel_signer_get_key (found)));
}

/* Nobody chooses a password for a first keyring. */
static void
test_no_keyring (void)
{
  assert_fails (NULL, LAPEL_ERROR, LAPEL_ERROR_KEYRING_LOCKED);
  assert_fails ("any", LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND);
}

static void
test_absent (void)
{
  assert_fails (NULL, LAPEL_ERROR, LAPEL_ERROR_KEYRING_ABSENT);
  assert_fails ("any", LAPEL_ERROR, LAPEL_ERROR_KEYRING_ABSENT);
}

int
main (int    argc,
      char **argv)
{
  const char *mode = g_getenv ("LAPEL_KEYRING_MODE");

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/cancelled", test_cancelled);
  if (g_strcmp0 (mode, "service") == 0)
    {
      g_test_add_func ("/keyring/made-once", test_made_once);
      g_test_add_func ("/keyring/says-nothing-about-the-holder",
                       test_says_nothing_about_the_holder);
      g_test_add_func ("/keyring/deleted", test_deleted);
      g_test_add_func ("/keyring/not-a-key", test_not_a_key);
      g_test_add_func ("/keyring/locked", test_locked);
    }
  else if (g_strcmp0 (mode, "prompts") == 0)
    g_test_add_func ("/keyring/prompts", test_prompts);
  else if (g_strcmp0 (mode, "empty") == 0)
    g_test_add_func ("/keyring/no-keyring", test_no_keyring);
  else
    g_test_add_func ("/keyring/absent", test_absent);
  return g_test_run ();
}
