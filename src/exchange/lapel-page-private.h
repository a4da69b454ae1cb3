/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What lapel-page.c writes around the presentation and lapel-document.c looks for. The presentation
 * holds no "<", so the first end tag behind the start tag is its own. */
#define LAPEL_PAGE_START "<script type=\"application/vp+json\" id=\"lapel-presentation\">"
#define LAPEL_PAGE_END   "</script>"
