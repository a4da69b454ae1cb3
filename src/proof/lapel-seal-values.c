/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-seal-private.h"

#include "lapel-encoding.h"

#include <string.h>

void
lapel_seal_values_init (LapelSealValues *self)
{
  self->certificates = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_certificate_unref);
  self->ocsp = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->crls = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->timestamps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->n_sealed = 0;
}

void
lapel_seal_values_clear (LapelSealValues *self)
{
  g_clear_pointer (&self->certificates, g_ptr_array_unref);
  g_clear_pointer (&self->ocsp, g_ptr_array_unref);
  g_clear_pointer (&self->crls, g_ptr_array_unref);
  g_clear_pointer (&self->timestamps, g_ptr_array_unref);
}

/* The bytes of a PKI object, {"val": base64 of DER}; (nullable) */
static GBytes *
read_object (const LapelJson *object)
{
  const char *text = lapel_json_get_string (object, "val");

  return text != NULL ? lapel_base64_decode (text, strlen (text), NULL) : NULL;
}

static void
add_objects (GPtrArray       *values,
             const LapelJson *objects)
{
  for (uint32_t i = 0; i < lapel_json_count (objects) && values->len < LAPEL_SEAL_MAX_VALUES; i++)
    {
      GBytes *bytes = read_object (lapel_json_at (objects, i));

      if (bytes != NULL)
        g_ptr_array_add (values, bytes);
    }
}

static void
add_certificates (GPtrArray       *certificates,
                  const LapelJson *values)
{
  for (uint32_t i = 0; i < lapel_json_count (values) && certificates->len < LAPEL_SEAL_MAX_VALUES;
       i++)
    {
      g_autoptr (GBytes) bytes =
          read_object (lapel_json_get (lapel_json_at (values, i), "x509Cert"));
      size_t length = 0;
      const void *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
      LapelCertificate *certificate =
          data != NULL ? lapel_certificate_new (data, length, NULL) : NULL;

      if (certificate != NULL)
        g_ptr_array_add (certificates, certificate);
    }
}

void
lapel_seal_values_add_timestamp (LapelSealValues *self,
                                 const LapelJson *container)
{
  add_objects (self->timestamps, lapel_json_get (container, "tstTokens"));
}

static void
add_property (LapelSealValues *self,
              const LapelJson *property)
{
  static const char *const certificate_names[] = { "xVals", "axVals" };
  static const char *const revocation_names[] = { "rVals", "arVals" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (certificate_names); i++)
    add_certificates (self->certificates, lapel_json_get (property, certificate_names[i]));
  for (unsigned int i = 0; i < G_N_ELEMENTS (revocation_names); i++)
    {
      const LapelJson *values = lapel_json_get (property, revocation_names[i]);

      add_objects (self->ocsp, lapel_json_get (values, "ocspVals"));
      add_objects (self->crls, lapel_json_get (values, "crlVals"));
    }
  lapel_seal_values_add_timestamp (self, lapel_json_get (property, "sigTst"));
}

static void
add_encoded (LapelSealValues *self,
             const char      *text)
{
  g_autoptr (GBytes) bytes = lapel_base64url_decode (text, strlen (text), NULL);
  size_t length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  g_autoptr (LapelJsonDoc) doc = data != NULL ? lapel_json_parse (data, length, NULL) : NULL;

  if (doc != NULL)
    add_property (self, lapel_json_doc_get_root (doc));
}

void
lapel_seal_values_add_unsigned (LapelSealValues *self,
                                const LapelJson *properties)
{
  uint32_t n = MIN (lapel_json_count (properties), LAPEL_SEAL_MAX_VALUES);

  for (uint32_t i = 0; i < n; i++)
    {
      const LapelJson *property = lapel_json_at (properties, i);
      const char *text = lapel_json_as_string (property);

      if (text != NULL)
        add_encoded (self, text);
      else
        add_property (self, property);
    }
}
