/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-arena.h"

#include <stdint.h>

G_BEGIN_DECLS

/**
 * LapelJson:
 *
 * One value of a JSON text (RFC 8259, I-JSON's restrictions of RFC 7493), immutable. Strings are
 * valid UTF-8 without NUL, and NUL-terminated, so they can be used as C strings; members keep their
 * order and have unique names; numbers are finite doubles.
 */
typedef enum
{
  LAPEL_JSON_NULL,
  LAPEL_JSON_FALSE,
  LAPEL_JSON_TRUE,
  LAPEL_JSON_NUMBER,
  LAPEL_JSON_STRING,
  LAPEL_JSON_ARRAY,
  LAPEL_JSON_OBJECT,
} LapelJsonType;

typedef struct _LapelJson LapelJson;
typedef struct _LapelJsonMember LapelJsonMember;

struct _LapelJson
{
  LapelJsonType type;
  uint32_t n; /* bytes of a string, items of an array, members of an object */
  union
  {
    double number;
    const char *string;
    const LapelJson *items;
    const LapelJsonMember *members;
  };
};

struct _LapelJsonMember
{
  const char *name;
  uint32_t name_length;
  LapelJson value;
};

/** LapelJsonDoc: a parsed text and the memory all its values live in. Reference counted, immutable,
 * may be shared between threads. */
typedef struct _LapelJsonDoc LapelJsonDoc;

#define LAPEL_JSON_MAX_BYTES (5 * 1024 * 1024)
#define LAPEL_JSON_MAX_DEPTH 64

/**
 * lapel_json_parse:
 * @text: (array length=length): need not be NUL-terminated; copied
 *
 * Reads one strict JSON text. Refused, each with line and column in the message: anything RFC 8259
 * does not allow, a byte order mark, invalid UTF-8, NUL (also as \u0000), lone surrogates,
 * duplicate member names, numbers outside double, more than %LAPEL_JSON_MAX_BYTES bytes, nesting
 * deeper than %LAPEL_JSON_MAX_DEPTH.
 *
 * Returns: (transfer full): or %NULL with a LAPEL_ERROR_JSON_…, _EMPTY or _TOO_LARGE
 */
LapelJsonDoc *lapel_json_parse (const char  *text,
                                size_t       length,
                                GError     **error);

LapelJsonDoc *lapel_json_doc_ref (LapelJsonDoc *self);
void lapel_json_doc_unref (LapelJsonDoc *self);
const LapelJson *lapel_json_doc_get_root (const LapelJsonDoc *self);

/* Typed getters. All accept %NULL for the value and then answer as if the member were absent. */

/** The member @name of @object, or %NULL if @object is no object or has none of that name. */
const LapelJson *lapel_json_get (const LapelJson *object,
                                 const char      *name);

/** The member's text, or %NULL if absent or not a string. */
const char *lapel_json_get_string (const LapelJson *object,
                                   const char      *name);

/** The value's text, or %NULL if it is not a string. */
const char *lapel_json_as_string (const LapelJson *value);

gboolean lapel_json_is_object (const LapelJson *value);
gboolean lapel_json_is_array (const LapelJson *value);

/**
 * lapel_json_count, lapel_json_at:
 *
 * Many vocabularies write a set of one as the bare value. These two read both: an array has its
 * items, %NULL and JSON null have none, anything else is a list of itself.
 */
uint32_t lapel_json_count (const LapelJson *value);
const LapelJson *lapel_json_at (const LapelJson *value,
                                uint32_t         index);

/** Whether @value, a string or an array, is or contains the string @text. */
gboolean lapel_json_has_string (const LapelJson *value,
                                const char      *text);

/** Deep equality; member order does not matter, numbers compare as doubles. */
gboolean lapel_json_equal (const LapelJson *a,
                           const LapelJson *b);

/* Making values, in an arena. Member values and items are copied shallowly. */

/** A copy of @object without the member @name (the document without its proof). */
const LapelJson *lapel_json_without (const LapelJson *object,
                                     const char      *name,
                                     LapelArena      *arena);

/** A copy of @object in which the member @name has @value; replaced in place, or added last. */
const LapelJson *lapel_json_with (const LapelJson *object,
                                  const char      *name,
                                  const LapelJson *value,
                                  LapelArena      *arena);

const LapelJson *lapel_json_new_string (const char *text,
                                        LapelArena *arena);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LapelJsonDoc, lapel_json_doc_unref)

G_END_DECLS
