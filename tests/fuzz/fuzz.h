/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/** A target: what its fuzz-NAME.c does with one input. It returns, or the input is a finding. */
void lapel_fuzz (const uint8_t *data,
                 size_t         size);

/** Has @data tried by the target, and aborts where it took more memory than one input may. */
void lapel_fuzz_within_limits (const uint8_t *data,
                               size_t         size);
