/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lapel-jsonld-private.h"

G_BEGIN_DECLS

/* Expansion (§5.1.2), cut into the algorithm's frame, its keywords and its properties. What it
 * makes are LapelJson values that only it changes until they are handed out. JSON null stands for
 * "nothing". */

/** The active property: NULL where there is none. */
typedef struct
{
  const char *name;
  uint32_t length;
  const LapelTerm *term; /* (nullable): its definition in the active context */
} LapelProperty;

/** A node or value object while its members are gone through. */
typedef struct
{
  LapelJsonldRun *run;
  const LapelContext *active;
  const LapelContext *type_scoped;
  const LapelProperty *property; /* (nullable) */
  const LapelJson *element;
  LapelJson result;
  gboolean has_nests;
} LapelExpansion;

/* lapel-jsonld-expand.c */

gboolean lapel_expand_element (LapelJsonldRun       *run,
                               const LapelContext   *active,
                               const LapelProperty  *property,
                               const LapelJson      *element,
                               gboolean              from_map,
                               LapelJson            *out,
                               GError              **error);

/** Steps 13 and 14 for the members of @object: the element itself, or one that is nested in it. */
gboolean lapel_expand_members (LapelExpansion   *self,
                               const LapelJson  *object,
                               GError          **error);

/** In strict mode, LAPEL_ERROR_DATA_LOSS about @what; else nothing. Returns: whether to go on */
gboolean
lapel_expand_lose (const LapelJsonldRun  *run,
                   const char            *what,
                   const char            *why,
                   GError               **error);

/** What a member's name stands for, and its definition if it is a term. */
LapelName lapel_expand_name (LapelJsonldRun         *run,
                             const LapelContext     *active,
                             const LapelJsonMember  *member,
                             const LapelTerm       **out_term);

gboolean lapel_expand_is_node (const LapelJson *value);
gboolean lapel_expand_is_value_or_list (const LapelJson *value);

/* lapel-jsonld-scope.c */

/** The keyword that a member is, or is an alias of. */
LapelKeyword lapel_expand_keyword_of (const LapelContext    *active,
                                      const LapelJsonMember *member);

/** Finds the next member after @last, by name, that is "@type" or an alias of it. */
const LapelJsonMember *lapel_expand_next_type (const LapelContext    *active,
                                               const LapelJson       *object,
                                               const LapelJsonMember *last);

/** Steps 7 to 11: sets the contexts of @self, whose active one is the outer one so far. */
gboolean lapel_expand_enter_contexts (LapelExpansion  *self,
                                      gboolean         from_map,
                                      GError         **error);

/* lapel-jsonld-keywords.c */

/** Step 13.4: a member that is a keyword, except "@nest". */
gboolean lapel_expand_keyword (LapelExpansion   *self,
                               LapelKeyword      keyword,
                               const LapelJson  *value,
                               GError          **error);

/* lapel-jsonld-property.c */

/** Steps 13.5 to 13.14. */
gboolean lapel_expand_property (LapelExpansion         *self,
                                const LapelJsonMember  *member,
                                LapelName               name,
                                const LapelTerm        *term,
                                GError                **error);

/** Value expansion (§5.3.2) of a string, number or boolean. */
gboolean lapel_expand_value (LapelJsonldRun       *run,
                             const LapelContext   *active,
                             const LapelProperty  *property,
                             const LapelJson      *value,
                             LapelJson            *out,
                             GError              **error);

/** Adds @value, or each of its items, to the node's "@reverse" entry for @name. */
gboolean lapel_expand_add_reverse (LapelExpansion   *self,
                                   LapelName         name,
                                   const LapelJson  *value,
                                   GError          **error);

/** Whether @text has the form of a BCP 47 language tag. */
gboolean lapel_language_is_well_formed (const char *text);

/* lapel-jsonld-build.c. An array or object grows by doubling when its length is a power of two. */

void lapel_build_push (LapelArena      *arena,
                       LapelJson       *array,
                       const LapelJson *item);

/** The member @name of an object made here, or %NULL. */
LapelJson *lapel_build_find (const LapelJson *object,
                             const LapelName *name);
LapelJson *lapel_build_find_keyword (const LapelJson *object,
                                     LapelKeyword     keyword);

/** Sets the member @name, which is not there yet or gets replaced. Returns: it */
LapelJson *lapel_build_set (LapelArena      *arena,
                            LapelJson       *object,
                            const LapelName *name,
                            const LapelJson *value);
LapelJson *lapel_build_set_keyword (LapelArena      *arena,
                                    LapelJson       *object,
                                    LapelKeyword     keyword,
                                    const LapelJson *value);

/** Adds @value, or each item of it, to the array that is the member @name. */
void lapel_build_add (LapelArena      *arena,
                      LapelJson       *object,
                      const LapelName *name,
                      const LapelJson *value);

/** @value if it is an array, else an array of it. */
LapelJson lapel_build_array_of (LapelArena      *arena,
                                const LapelJson *value);

LapelJson lapel_build_text (const char *text,
                            uint32_t    length);

/** A name as a value: a string, or JSON null. */
LapelJson lapel_build_name (const LapelName *name);

G_END_DECLS
