/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A larger file would only make mutants slow. */
#define LAPEL_FUZZ_MAX_SEED (32 * 1024)

/**
 * lapel_fuzz_mutate:
 * @seeds: (element-type GBytes): at least one, each of at most LAPEL_FUZZ_MAX_SEED bytes
 * @number: which mutant; the same seeds and number make the same bytes
 *
 * One of the seeds with a few changes: bits and bytes, ranges left out or taken from another seed,
 * words that the formats know; or only quoted texts of other seeds in the place of its own, so that
 * what is JSON stays JSON. Returns: (transfer full)
 */
GBytes *lapel_fuzz_mutate (GPtrArray    *seeds,
                           unsigned int  number);
