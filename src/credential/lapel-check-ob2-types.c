/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-check-ob2-private.h"
#include "lapel-iri.h"
#include "lapel-jsonld.h"
#include "lapel-rdfc.h"

#include <string.h>

/* What the words of a badge mean: contexts, types and extensions (formats.md §2.3). */

#define EXTENSION_PREFIX "extensions:"
#define EXTENSION_BASE   "https://w3id.org/openbadges/extensions#"

/* As many as are looked at; a badge with more has rows enough. */
#define MAX_EXTENSIONS 32

/* The classes of the vocabulary. */
static const char *const classes[] = {
  "AlignmentObject", "CryptographicKey", "Endorsement", "Assertion",       "BadgeClass",
  "Criteria",        "Evidence",         "Extension",   "FrameValidation", "IdentityObject",
  "Image",           "HostedBadge",      "hosted",      "Issuer",          "Profile",
  "RevocationList",  "SignedBadge",      "signed",      "TypeValidation",  "VerificationObject",
};

/** An extension whose schema is known: the one text it must have. */
typedef struct
{
  const char *type;
  const char *member;
  const char *iri; /* of the member, for documents that write it out */
} Extension;

static const Extension extensions[] = {
  { "ExampleExtension", "exampleProperty", "http://schema.org/text" },
  { "ApplyLink", "url", "http://schema.org/url" },
};

static gboolean
is_class (const char *type)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strcmp (classes[i], type) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_any_type (const LapelJson   *object,
              const char *const *types)
{
  for (; *types != NULL; types++)
    if (lapel_json_has_type (object, *types))
      return TRUE;
  return FALSE;
}

void
lapel_ob2_check_types (LapelRun          *run,
                       const LapelJson   *object,
                       const char        *path,
                       const char *const *types)
{
  const LapelJson *values = lapel_json_get (object, "type");

  if (lapel_json_count (values) == 0 || (*types != NULL && !has_any_type (object, types)))
    lapel_run_refuse (run, LAPEL_CHECK_TYPES, LAPEL_CODE_TYPE_MISSING,
                      *types != NULL ? *types : path);
  for (uint32_t i = 0; i < lapel_json_count (values); i++)
    {
      const char *type = lapel_json_as_string (lapel_json_at (values, i));

      if (type == NULL)
        lapel_run_refuse (run, LAPEL_CHECK_TYPES, LAPEL_CODE_MEMBER_MALFORMED, path);
      else if (!is_class (type) && !lapel_iri_has_scheme (type) && run->unknown_context == NULL)
        lapel_run_refuse (run, LAPEL_CHECK_TYPES, LAPEL_CODE_TYPE_UNKNOWN, type);
    }
}

/* The canonical quads of @document, or %NULL. Returns: (transfer full) */
static char *
mean (LapelRun        *run,
      const LapelJson *document)
{
  const LapelJsonldOptions options = { .base = "https://badge.invalid/" };
  g_autoptr (LapelRdfDataset) dataset = lapel_rdf_dataset_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  if (!lapel_jsonld_to_rdf (lapel_workspace_get_contexts (run->workspace), document, &options,
                            dataset, NULL) ||
      !lapel_rdfc_canonicalize (dataset, NULL, text, NULL, NULL))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A context inside a document could give its words any meaning; a copy of the standard's own gives
 * them the standard's. */
static gboolean
is_harmless (LapelRun        *run,
             const LapelJson *object)
{
  g_autoptr (LapelArena) arena = lapel_arena_new (1024);
  const LapelJson *standard =
      lapel_json_with (object, "@context", lapel_json_new_string (LAPEL_OB2_CONTEXT, arena), arena);
  g_autofree char *meant = mean (run, object);
  g_autofree char *standard_meant = mean (run, standard);

  return meant != NULL && g_strcmp0 (meant, standard_meant) == 0;
}

static void
check_contexts (LapelRun        *run,
                const LapelJson *object)
{
  const LapelJson *contexts = lapel_json_get (object, "@context");
  LapelContexts *known = lapel_workspace_get_contexts (run->workspace);

  if (lapel_ob2_version (object, LAPEL_FORMAT_UNKNOWN) != LAPEL_FORMAT_OB2)
    {
      lapel_run_refuse (run, LAPEL_CHECK_CONTEXTS, LAPEL_CODE_CONTEXT_MISSING, LAPEL_OB2_CONTEXT);
      return;
    }
  for (uint32_t i = 0; i < lapel_json_count (contexts); i++)
    {
      const LapelJson *item = lapel_json_at (contexts, i);
      const char *url = lapel_json_as_string (item);

      if (lapel_json_is_object (item) && !is_harmless (run, object))
        lapel_run_refuse_inline_context (run);
      else if (url != NULL && lapel_contexts_lookup (known, url) == NULL)
        lapel_run_report_unknown_context (run, url);
      else if (url == NULL && !lapel_json_is_object (item))
        lapel_run_refuse (run, LAPEL_CHECK_CONTEXTS, LAPEL_CODE_MEMBER_MALFORMED, "@context");
    }
}

void
lapel_ob2_check_contexts (LapelRun *run)
{
  const LapelOb2 *ob2 = run->credential->ob2;

  if (ob2->withdrawn || ob2->bare)
    return;
  check_contexts (run, ob2->award.object);
  if (ob2->badge.hosted)
    check_contexts (run, ob2->badge.object);
  if (ob2->issuer.hosted)
    check_contexts (run, ob2->issuer.object);
}

/* Types are written as terms, with a prefix, or in full. */
static gboolean
is_extension_type (const LapelJson *value,
                   const char      *type)
{
  const char *text = lapel_json_as_string (value);
  const char *end = text != NULL ? MAX (strrchr (text, ':'), strrchr (text, '#')) : NULL;

  return text != NULL && strcmp (end != NULL ? end + 1 : text, type) == 0;
}

static gboolean
has_extension_type (const LapelJson *object,
                    const char      *type)
{
  const LapelJson *types = lapel_json_get (object, "type");

  for (uint32_t i = 0; i < lapel_json_count (types); i++)
    if (is_extension_type (lapel_json_at (types, i), type))
      return TRUE;
  return FALSE;
}

static void
check_extension (LapelRun        *run,
                 const char      *name,
                 const LapelJson *object)
{
  gboolean known = FALSE;

  if (!lapel_json_is_object (object) || !lapel_json_has_type (object, "Extension"))
    {
      lapel_run_refuse (run, LAPEL_CHECK_SCHEMA, LAPEL_CODE_EXTENSION_INVALID, name);
      return;
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      const Extension *extension = &extensions[i];
      const LapelJson *value = lapel_json_get (object, extension->member);

      if (!has_extension_type (object, extension->type))
        continue;
      known = TRUE;
      if (value == NULL)
        value = lapel_json_get (object, extension->iri);
      if (lapel_json_as_string (value) == NULL)
        lapel_run_refuse (run, LAPEL_CHECK_SCHEMA, LAPEL_CODE_EXTENSION_INVALID, name);
    }
  if (!known)
    lapel_run_add (run, LAPEL_QUESTION_CONFORMS, LAPEL_CHECK_SCHEMA, LAPEL_OUTCOME_UNCHECKED,
                   LAPEL_CODE_SCHEMA_NOT_CHECKED, "schema", name);
}

void
lapel_ob2_check_extensions (LapelRun        *run,
                            const LapelJson *object)
{
  unsigned int n = 0;

  for (uint32_t i = 0; i < object->n; i++)
    {
      const LapelJsonMember *member = &object->members[i];

      if (!g_str_has_prefix (member->name, EXTENSION_PREFIX) &&
          !g_str_has_prefix (member->name, EXTENSION_BASE))
        continue;
      for (uint32_t k = 0; k < lapel_json_count (&member->value) && n < MAX_EXTENSIONS; k++, n++)
        check_extension (run, member->name, lapel_json_at (&member->value, k));
    }
}
