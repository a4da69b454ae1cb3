/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-error.h"
#include "lapel-json.h"
#include "lapel-png.h"

/* Baking into any file that reads as a PNG gives a file from which the same text comes back, and in
 * which baking it again changes nothing. */
static void
check_baking (GBytes *png,
              GBytes *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) baked = lapel_png_bake (png, LAPEL_BAKED_OB3, text, &error);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GPtrArray) read = NULL;

  g_assert_true ((baked == NULL) == (error != NULL));
  if (baked == NULL)
    {
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_PICTURE_DAMAGED);
      return;
    }
  read = lapel_png_unbake (baked, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (((LapelBaked *) read->pdata[0])->text, text));
  again = lapel_png_bake (baked, LAPEL_BAKED_OB3, text, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (again, baked));
}

void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = g_bytes_new (data, size);
  g_autoptr (GBytes) plain = g_bytes_new_static ("{}", 2);
  g_autoptr (GPtrArray) all = lapel_png_unbake (png, &error);

  g_assert_true ((all == NULL) == (error != NULL));
  g_assert_true (error == NULL || error->domain == LAPEL_ERROR);
  check_baking (png, plain);
  for (unsigned int i = 0; all != NULL && i < all->len; i++)
    {
      const LapelBaked *baked = g_ptr_array_index (all, i);

      g_assert_true ((baked->text == NULL) == (baked->error != NULL));
      if (baked->text == NULL)
        continue;
      g_assert_cmpuint (g_bytes_get_size (baked->text), <=, LAPEL_JSON_MAX_BYTES);
      /* A second mark behind one that was left out would be left out in turn. */
      if (baked->note == NULL)
        check_baking (png, baked->text);
    }
}
