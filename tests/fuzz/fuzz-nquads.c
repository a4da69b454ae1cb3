/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"
#include "lapel-error.h"
#include "lapel-rdfc.h"

/* Less than a verifier allows: the bound is what is tried, and thousands of inputs a second. */
#define MAX_WORK 5000

/* The N-Quads reader and RDFC-1.0: what is read has a canonical form, or is too much work; that
 * form reads again and is its own canonical form. */
void
lapel_fuzz (const uint8_t *data,
            size_t         size)
{
  const LapelRdfcOptions options = { .max_work = MAX_WORK };
  g_autoptr (GError) error = NULL;
  g_autoptr (LapelRdfDataset) dataset = lapel_rdf_parse_nquads ((const char *) data, size, &error);
  g_autoptr (LapelRdfDataset) again = NULL;
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);

  g_assert_true ((dataset == NULL) == (error != NULL));
  if (dataset == NULL)
    {
      g_assert_true (error->domain == LAPEL_ERROR);
      return;
    }
  if (!lapel_rdfc_canonicalize (dataset, &options, first, NULL, &error))
    {
      g_assert_error (error, LAPEL_ERROR, LAPEL_ERROR_TOO_COMPLEX);
      return;
    }

  again = lapel_rdf_parse_nquads (first->str, first->len, &error);
  g_assert_no_error (error);
  lapel_rdfc_canonicalize (again, &options, second, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->str, ==, second->str);
}
