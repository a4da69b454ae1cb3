/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/** What libFuzzer and driver.c call for each input: 0, or it does not return. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
