/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-ecdsa-sd-private.h"

#include "lapel-cbor.h"
#include "lapel-encoding.h"
#include "lapel-error.h"

#include <string.h>

/* The CBOR tags that tell the kinds apart: the three bytes d9 5d 00 and d9 5d 01. */
#define TAG_BASE    0x5d00
#define TAG_DERIVED 0x5d01

#define N_PARTS 5

static gboolean
refuse (GError     **error,
        const char  *what)
{
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_ENCODING, "the proofValue %s", what);
  return FALSE;
}

LapelEcdsaSdValue *
lapel_ecdsa_sd_value_new (gboolean derived)
{
  LapelEcdsaSdValue *self = g_new0 (LapelEcdsaSdValue, 1);

  self->derived = derived;
  self->signatures = g_byte_array_new ();
  self->pointers = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_array_new (FALSE, FALSE, sizeof (LapelEcdsaSdLabel));
  self->indexes = g_array_new (FALSE, FALSE, sizeof (guint64));
  return self;
}

void
lapel_ecdsa_sd_value_free (LapelEcdsaSdValue *self)
{
  if (self == NULL)
    return;
  explicit_bzero (self->hmac_key, sizeof self->hmac_key);
  g_byte_array_unref (self->signatures);
  g_ptr_array_unref (self->pointers);
  g_array_unref (self->labels);
  g_array_unref (self->indexes);
  g_free (self);
}

size_t
lapel_ecdsa_sd_value_count (const LapelEcdsaSdValue *self)
{
  return self->signatures->len / LAPEL_ECDSA_SD_SIGNATURE_SIZE;
}

char *
lapel_ecdsa_sd_label_to_text (const guint8 *label)
{
  g_autofree char *encoded = lapel_base64url_encode (label, LAPEL_ECDSA_SD_LABEL_SIZE);

  return g_strconcat ("u", encoded, NULL);
}

/* A byte string that must be of @size. */
static gboolean
read_exactly (LapelCbor  *cbor,
              guint8     *out,
              size_t      size,
              GError    **error)
{
  const guint8 *data;
  size_t length;

  if (!lapel_cbor_read_bytes (cbor, &data, &length, error))
    return FALSE;
  if (length != size)
    return refuse (error, "has a part of a wrong length");
  memcpy (out, data, size);
  return TRUE;
}

static gboolean
read_signatures (LapelEcdsaSdValue  *self,
                 LapelCbor          *cbor,
                 GError            **error)
{
  guint8 signature[LAPEL_ECDSA_SD_SIGNATURE_SIZE];
  size_t n;

  if (!lapel_cbor_read_array (cbor, &n, error))
    return FALSE;
  for (size_t i = 0; i < n; i++)
    {
      if (!read_exactly (cbor, signature, sizeof signature, error))
        return FALSE;
      g_byte_array_append (self->signatures, signature, sizeof signature);
    }
  return TRUE;
}

static gboolean
read_pointers (LapelEcdsaSdValue  *self,
               LapelCbor          *cbor,
               GError            **error)
{
  size_t n;

  if (!lapel_cbor_read_array (cbor, &n, error))
    return FALSE;
  for (size_t i = 0; i < n; i++)
    {
      char *pointer;

      if (!lapel_cbor_read_text (cbor, &pointer, error))
        return FALSE;
      g_ptr_array_add (self->pointers, pointer);
    }
  return TRUE;
}

/* Keys in the order of their bytes (RFC 8949 §4.2.1) are numbers in ascending order. */
static gboolean
read_labels (LapelEcdsaSdValue  *self,
             LapelCbor          *cbor,
             GError            **error)
{
  guint64 previous = 0;
  size_t n;

  if (!lapel_cbor_read_map (cbor, &n, error))
    return FALSE;
  for (size_t i = 0; i < n; i++)
    {
      LapelEcdsaSdLabel label;

      if (!lapel_cbor_read_unsigned (cbor, &label.number, error) ||
          !read_exactly (cbor, label.label, sizeof label.label, error))
        return FALSE;
      if (i > 0 && label.number <= previous)
        return refuse (error, "has labels twice or out of order");
      previous = label.number;
      g_array_append_val (self->labels, label);
    }
  return TRUE;
}

static gboolean
read_indexes (LapelEcdsaSdValue  *self,
              LapelCbor          *cbor,
              GError            **error)
{
  size_t n;

  if (!lapel_cbor_read_array (cbor, &n, error))
    return FALSE;
  for (size_t i = 0; i < n; i++)
    {
      guint64 index;

      if (!lapel_cbor_read_unsigned (cbor, &index, error))
        return FALSE;
      g_array_append_val (self->indexes, index);
    }
  return TRUE;
}

static gboolean
read_parts (LapelEcdsaSdValue  *self,
            LapelCbor          *cbor,
            GError            **error)
{
  size_t n;

  if (!lapel_cbor_read_array (cbor, &n, error))
    return FALSE;
  if (n != N_PARTS)
    return refuse (error, "has not the parts that its suite has");
  if (!read_exactly (cbor, self->base_signature, sizeof self->base_signature, error) ||
      !read_exactly (cbor, self->public_key, sizeof self->public_key, error))
    return FALSE;
  if (self->derived)
    return read_signatures (self, cbor, error) && read_labels (self, cbor, error) &&
           read_indexes (self, cbor, error) && lapel_cbor_finish (cbor, error);
  return read_exactly (cbor, self->hmac_key, sizeof self->hmac_key, error) &&
         read_signatures (self, cbor, error) && read_pointers (self, cbor, error) &&
         lapel_cbor_finish (cbor, error);
}

LapelEcdsaSdValue *
lapel_ecdsa_sd_value_parse (const char  *text,
                            GError     **error)
{
  g_autoptr (LapelEcdsaSdValue) self = NULL;
  g_autoptr (GBytes) bytes = NULL;
  LapelCbor cbor;
  guint64 tag;

  if (text[0] != 'u')
    {
      refuse (error, "is not base64url");
      return NULL;
    }
  bytes = lapel_multibase_decode (text, NULL, error);
  if (bytes == NULL)
    return NULL;
  cbor = lapel_cbor_new (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (!lapel_cbor_read_tag (&cbor, &tag, error))
    return NULL;
  if (tag != TAG_BASE && tag != TAG_DERIVED)
    {
      refuse (error, "is neither a base nor a derived proof of ecdsa-sd-2023");
      return NULL;
    }
  self = lapel_ecdsa_sd_value_new (tag == TAG_DERIVED);
  return read_parts (self, &cbor, error) ? g_steal_pointer (&self) : NULL;
}

static void
append_signatures (GByteArray              *out,
                   const LapelEcdsaSdValue *self)
{
  size_t n = lapel_ecdsa_sd_value_count (self);

  lapel_cbor_append_array (out, n);
  for (size_t i = 0; i < n; i++)
    lapel_cbor_append_bytes (out, self->signatures->data + i * LAPEL_ECDSA_SD_SIGNATURE_SIZE,
                             LAPEL_ECDSA_SD_SIGNATURE_SIZE);
}

static void
append_base (GByteArray              *out,
             const LapelEcdsaSdValue *self)
{
  lapel_cbor_append_bytes (out, self->hmac_key, sizeof self->hmac_key);
  append_signatures (out, self);
  lapel_cbor_append_array (out, self->pointers->len);
  for (guint i = 0; i < self->pointers->len; i++)
    lapel_cbor_append_text (out, g_ptr_array_index (self->pointers, i));
}

static void
append_derived (GByteArray              *out,
                const LapelEcdsaSdValue *self)
{
  append_signatures (out, self);
  lapel_cbor_append_map (out, self->labels->len);
  for (guint i = 0; i < self->labels->len; i++)
    {
      const LapelEcdsaSdLabel *label = &g_array_index (self->labels, LapelEcdsaSdLabel, i);

      lapel_cbor_append_unsigned (out, label->number);
      lapel_cbor_append_bytes (out, label->label, sizeof label->label);
    }
  lapel_cbor_append_array (out, self->indexes->len);
  for (guint i = 0; i < self->indexes->len; i++)
    lapel_cbor_append_unsigned (out, g_array_index (self->indexes, guint64, i));
}

char *
lapel_ecdsa_sd_value_to_text (const LapelEcdsaSdValue *self)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree char *encoded = NULL;

  lapel_cbor_append_tag (out, self->derived ? TAG_DERIVED : TAG_BASE);
  lapel_cbor_append_array (out, N_PARTS);
  lapel_cbor_append_bytes (out, self->base_signature, sizeof self->base_signature);
  lapel_cbor_append_bytes (out, self->public_key, sizeof self->public_key);
  if (self->derived)
    append_derived (out, self);
  else
    append_base (out, self);
  encoded = lapel_base64url_encode (out->data, out->len);
  return g_strconcat ("u", encoded, NULL);
}
