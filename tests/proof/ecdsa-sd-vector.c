/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ecdsa-sd-vector.h"

LapelJsonDoc *
ecdsa_sd_vector_read (const EcdsaSdVector *vector,
                      const char          *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);

  return proof_test_read (vector->folder, file);
}

/* The pointers that @file lists are added to @list. */
static void
add_pointers (const EcdsaSdVector *vector,
              const char          *name,
              GPtrArray           *list)
{
  g_autoptr (LapelJsonDoc) file = ecdsa_sd_vector_read (vector, name);
  const LapelJson *root = lapel_json_doc_get_root (file);

  for (uint32_t i = 0; i < lapel_json_count (root); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *text = lapel_json_as_string (lapel_json_at (root, i));

      g_ptr_array_add (list, lapel_ecdsa_sd_pointer_parse (text, &error));
      g_assert_no_error (error);
    }
}

void
ecdsa_sd_vector_close (EcdsaSdVector *vector)
{
  g_clear_pointer (&vector->parts, lapel_ecdsa_sd_parts_free);
  g_clear_pointer (&vector->base, lapel_ecdsa_sd_value_free);
  g_clear_pointer (&vector->mandatory, g_ptr_array_unref);
  g_clear_pointer (&vector->selective, g_ptr_array_unref);
  g_clear_pointer (&vector->combined, g_ptr_array_unref);
  g_clear_pointer (&vector->file, lapel_json_doc_unref);
  g_clear_pointer (&vector->workspace, lapel_workspace_free);
  g_free (vector->folder);
  g_free (vector);
}

static GPtrArray *
new_pointers (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

EcdsaSdVector *
ecdsa_sd_vector_open (const char *name)
{
  g_autofree char *path = g_build_filename ("data-integrity/ecdsa-sd-2023", name, NULL);
  g_autofree char *folder = lapel_test_conformance (path);
  g_autoptr (GError) error = NULL;
  EcdsaSdVector *vector;
  const LapelJson *whole;

  if (folder == NULL)
    return NULL;
  vector = g_new0 (EcdsaSdVector, 1);
  vector->folder = g_steal_pointer (&folder);
  vector->workspace = proof_test_workspace ();
  vector->file = ecdsa_sd_vector_read (vector, "addSignedSDBase");
  whole = lapel_json_doc_get_root (vector->file);
  vector->proof = lapel_json_get (whole, "proof");
  vector->document = lapel_json_without (whole, "proof", vector->workspace->arena);
  vector->base =
      lapel_ecdsa_sd_value_parse (lapel_json_get_string (vector->proof, "proofValue"), &error);
  g_assert_no_error (error);
  vector->parts = lapel_ecdsa_sd_parts_new (vector->workspace, vector->document,
                                            vector->base->hmac_key, &error);
  g_assert_no_error (error);
  vector->mandatory = new_pointers ();
  vector->selective = new_pointers ();
  vector->combined = new_pointers ();
  add_pointers (vector, "mandatoryPointers", vector->mandatory);
  add_pointers (vector, "selectivePointers", vector->selective);
  add_pointers (vector, "mandatoryPointers", vector->combined);
  add_pointers (vector, "selectivePointers", vector->combined);
  return vector;
}

LapelKey *
ecdsa_sd_vector_key (const EcdsaSdVector *vector)
{
  g_autoptr (LapelJsonDoc) keys = ecdsa_sd_vector_read (vector, "keys");

  return proof_test_multikey (lapel_json_get (lapel_json_doc_get_root (keys), "baseKeyPair"));
}
