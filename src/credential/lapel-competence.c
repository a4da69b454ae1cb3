/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-competence.h"

#include <string.h>

/* The host of the European vocabularies; "http" is the identifier, and "https" is seen. */
#define EUROPA "data.europa.eu/"

/* DigCompEdu (JRC107466, 2017), areas and competences. German from the pages of Zürich and Bavaria,
 * Estonian from digipadevus.ee; where nobody published a name there is none. */
typedef struct
{
  const char *code;
  const char *english;
  const char *german;
  const char *estonian;
} Competence;

static const Competence digcompedu[] = {
  { "1", "Professional Engagement", "Berufliches Engagement", "Kutsealane areng ja kaasatus" },
  { "1.1", "Organisational communication", "Berufliche Kommunikation", "Suhtlus organisatsioonis" },
  { "1.2", "Professional collaboration", "Kollegiale Zusammenarbeit", "Koostöö kolleegidega" },
  { "1.3", "Reflective practice", "Reflektiertes Handeln", "Tööalane refleksioon" },
  { "1.4", "Digital continuous professional development", "Kontinuierliche Weiterentwicklung",
    "Eesmärgipärane enesetäiendus" },
  { "2", "Digital Resources", "Digitale Ressourcen", "Digiõppevara" },
  { "2.1", "Selecting digital resources", "Auswählen digitaler Ressourcen",
    "Otsimine, hindamine ja valimine" },
  { "2.2", "Creating and modifying digital resources",
    "Erstellen und Anpassen digitaler Ressourcen", "Loomine ja kohandamine" },
  { "2.2", "Creating and modifying digital content", NULL, NULL },
  { "2.3", "Managing, protecting and sharing digital resources",
    "Organisieren, Schützen und Teilen digitaler Ressourcen", "Haldamine, kaitsmine ja jagamine" },
  { "3", "Teaching and Learning", "Lehren und Lernen", "Õpetamine ja õppimine" },
  { "3.1", "Teaching", "Lehren", "Õpetamine" },
  { "3.2", "Guidance", "Lernbegleitung", "Juhendamine" },
  { "3.3", "Collaborative learning", NULL, "Koostöös õppimine" },
  { "3.4", "Self-regulated learning", NULL, NULL },
  { "4", "Assessment", "Evaluation", "Hindamine" },
  { "4.1", "Assessment strategies", NULL, NULL },
  { "4.2", "Analysing evidence", NULL, NULL },
  { "4.3", "Feedback and planning", NULL, NULL },
  { "5", "Empowering Learners", "Lernerorientierung", "Õppijate võimestamine" },
  { "5.1", "Accessibility and inclusion", NULL, NULL },
  { "5.2", "Differentiation and personalisation", NULL, NULL },
  { "5.3", "Actively engaging learners", NULL, NULL },
  { "6", "Facilitating Learners’ Digital Competence",
    "Förderung der digitalen Kompetenz der Lernenden", "Õppijate digipädevuse arendamine" },
  { "6.1", "Information and media literacy", NULL, NULL },
  { "6.2", "Digital communication and collaboration", NULL, NULL },
  { "6.3", "Digital content creation", NULL, NULL },
  { "6.4", "Responsible use", NULL, NULL },
  { "6.5", "Digital problem solving", NULL, NULL },
};

static const char *const framework_words[] = {
  [LAPEL_FRAMEWORK_DIGCOMPEDU] = "digcompedu",
  [LAPEL_FRAMEWORK_DIGCOMP] = "digcomp",
  [LAPEL_FRAMEWORK_ESCO_SKILL] = "esco-skill",
  [LAPEL_FRAMEWORK_ESCO_OCCUPATION] = "esco-occupation",
  [LAPEL_FRAMEWORK_EQF] = "eqf",
};

/* What a framework is called that is DigCompEdu, folded and without spaces. */
static const char *const digcompedu_names[] = {
  "digcompedu",
  "digitalcompetenceofeducators",
  "digitalcompetenceforeducators",
  "digitalekompetenzlehrender",
  "digitalekompetenzvonlehrenden",
  "competênciadigitaldoseducadores",
  "competênciadigitalparaeducadores",
};

typedef struct
{
  const char *path;
  LapelFramework framework;
} Vocabulary;

static const Vocabulary vocabularies[] = {
  { EUROPA "esco/skill/", LAPEL_FRAMEWORK_ESCO_SKILL },
  { EUROPA "esco/occupation/", LAPEL_FRAMEWORK_ESCO_OCCUPATION },
  { EUROPA "esco/isco/", LAPEL_FRAMEWORK_ESCO_OCCUPATION },
  { EUROPA "snb/dcf/", LAPEL_FRAMEWORK_DIGCOMP },
  { EUROPA "snb/eqf/", LAPEL_FRAMEWORK_EQF },
};

/* For comparing: no case, no space, one apostrophe. */
static char *
fold (const char *text)
{
  g_autofree char *lower = g_utf8_casefold (text, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (out, c == 0x2019 ? '\'' : c);
    }
  return g_string_free (out, FALSE);
}

/* The code that @text starts with: "3.2" of "3.2 Guidance"; one that does not exist is none. */
static const char *
code_at_start (const char *text)
{
  size_t length = strspn (text, "123456.");

  while (length > 0 && text[length - 1] == '.')
    length--;
  if (length == 0 || g_ascii_isalnum (text[length]))
    return NULL;
  for (unsigned int i = 0; i < G_N_ELEMENTS (digcompedu); i++)
    if (strlen (digcompedu[i].code) == length && strncmp (digcompedu[i].code, text, length) == 0)
      return digcompedu[i].code;
  return NULL;
}

/* The same where the framework's own name goes before it: "DigCompEdu 3.2", "digcompedu:3.2". */
static const char *
find_code (const char *text)
{
  static const char *const prefixes[] = { "digcompedu", "digcomp edu", "digcomp-edu" };

  if (text == NULL)
    return NULL;
  for (unsigned int i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (text, prefixes[i], strlen (prefixes[i])) == 0)
      {
        text += strlen (prefixes[i]);
        break;
      }
  return code_at_start (text + strspn (text, " :-_/#"));
}

static gboolean
is_named (const Competence *competence,
          const char       *folded)
{
  const char *const names[] = { competence->english, competence->german, competence->estonian };

  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = names[i] != NULL ? fold (names[i]) : NULL;

      if (name != NULL && strcmp (name, folded) == 0)
        return TRUE;
    }
  return FALSE;
}

static const char *
code_of_name (const char *name)
{
  g_autofree char *folded = name != NULL ? fold (name) : NULL;

  for (unsigned int i = 0; folded != NULL && i < G_N_ELEMENTS (digcompedu); i++)
    if (is_named (&digcompedu[i], folded))
      return digcompedu[i].code;
  return NULL;
}

static gboolean
names_digcompedu (const char *text)
{
  g_autofree char *folded = text != NULL ? fold (text) : NULL;

  for (unsigned int i = 0; folded != NULL && i < G_N_ELEMENTS (digcompedu_names); i++)
    if (strstr (folded, digcompedu_names[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* A level that stands alone, as in "2.2 B1" or "2.2 (B1)". */
static void
find_level (const char *text,
            char        out[3])
{
  for (const char *p = text; p != NULL && *p != '\0'; p++)
    {
      gboolean starts = p == text || !g_ascii_isalnum (p[-1]);

      if (starts && *p >= 'A' && *p <= 'C' && (p[1] == '1' || p[1] == '2') &&
          !g_ascii_isalnum (p[2]))
        {
          out[0] = p[0];
          out[1] = p[1];
          out[2] = '\0';
          return;
        }
    }
}

static gboolean
recognise_digcompedu (const LapelAlignment *alignment,
                      LapelCompetence      *out)
{
  const char *code;

  if (!names_digcompedu (alignment->framework) && !names_digcompedu (alignment->name) &&
      !names_digcompedu (alignment->code) && !names_digcompedu (alignment->url))
    return FALSE;

  code = find_code (alignment->code);
  if (code == NULL)
    code = find_code (alignment->name);
  if (code == NULL)
    code = code_of_name (alignment->name);
  if (code == NULL)
    return FALSE;

  *out = (LapelCompetence){ .framework = LAPEL_FRAMEWORK_DIGCOMPEDU,
                            .name = alignment->name,
                            .url = alignment->url };
  g_strlcpy (out->code, code, sizeof out->code);
  find_level (alignment->code, out->level);
  if (out->level[0] == '\0')
    find_level (alignment->name, out->level);
  return TRUE;
}

static gboolean
is_code (LapelFramework  framework,
         const char     *code)
{
  size_t length = strlen (code);

  if (length == 0 || length >= sizeof ((LapelCompetence *) NULL)->code)
    return FALSE;
  if (framework == LAPEL_FRAMEWORK_EQF)
    return length == 1 && *code >= '1' && *code <= '8';
  if (framework == LAPEL_FRAMEWORK_ESCO_SKILL)
    return g_uuid_string_is_valid (code);
  return strspn (code, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.") ==
         length;
}

static gboolean
recognise_url (const LapelAlignment *alignment,
               LapelCompetence      *out)
{
  const char *url = alignment->url;
  const char *path = url != NULL ? strstr (url, "://") : NULL;

  if (path == NULL || (!g_str_has_prefix (url, "http://") && !g_str_has_prefix (url, "https://")))
    return FALSE;
  path += strlen ("://");

  for (unsigned int i = 0; i < G_N_ELEMENTS (vocabularies); i++)
    {
      const Vocabulary *vocabulary = &vocabularies[i];
      const char *code = path + strlen (vocabulary->path);

      if (!g_str_has_prefix (path, vocabulary->path) || !is_code (vocabulary->framework, code))
        continue;
      *out = (LapelCompetence){ .framework = vocabulary->framework,
                                .name = alignment->name,
                                .url = url };
      g_strlcpy (out->code, code, sizeof out->code);
      return TRUE;
    }
  return FALSE;
}

gboolean
lapel_competence_recognise (const LapelAlignment *alignment,
                            LapelCompetence      *out)
{
  return recognise_url (alignment, out) || recognise_digcompedu (alignment, out);
}

const char *
lapel_framework_to_string (LapelFramework framework)
{
  g_return_val_if_fail ((unsigned int) framework < G_N_ELEMENTS (framework_words), NULL);
  return framework_words[framework];
}

const char *
lapel_digcompedu_get_name (const char *code)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (digcompedu); i++)
    if (strcmp (digcompedu[i].code, code) == 0)
      return digcompedu[i].english;
  return NULL;
}
