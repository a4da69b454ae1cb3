/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the picture helper's exit status says to lapel-picture.c. */
enum
{
  LAPEL_PICTURE_STATUS_OK = 0,
  LAPEL_PICTURE_STATUS_DAMAGED = 1,
  LAPEL_PICTURE_STATUS_TOO_LARGE = 2,
  LAPEL_PICTURE_STATUS_UNKNOWN = 3, /* none of the kinds of picture it draws */
};
