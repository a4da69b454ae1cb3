/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sample-badge.h"

#define SUBJECT "urn:uuid:5c0e2d7a-93b4-4f7e-9c61-2a8d4b1f6e03"

#define DIGCOMPEDU(code, name)                                                                     \
  {                                                                                                \
    "ceasn:Competency", "DigCompEdu", code, name,                                                  \
        "https://joint-research-centre.ec.europa.eu/digcompedu_en"                                 \
  }

#define ECTS(credits)                                                                              \
  {                                                                                                \
    "ext:ECTS", "ECTS", credits, credits " ECTS",                                                  \
        "https://education.ec.europa.eu/education-levels/higher-education/"                        \
        "inclusive-and-connected-higher-education/"                                                \
        "european-credit-transfer-and-accumulation-system"                                         \
  }

#define EQF(level)                                                                                 \
  {                                                                                                \
    "ext:EQF", "European Qualifications Framework", level, "EQF level " level,                     \
        "http://data.europa.eu/snb/eqf/" level                                                     \
  }

static const SampleBadge badges[] = {
  {
      .file = "module-1.json",
      .securing = SAMPLE_EDDSA_RDFC_2022,
      .picture = "spotting-a-need-192.png",
      .id = "urn:uuid:0f4b6a52-6d0e-4c11-8a57-9f4f1d2c7b18",
      .valid_from = "2026-01-30T10:00:00Z",
      .achievement = "https://academy.example/badges/spotting-a-need",
      .type = "Badge",
      .name = "Spotting a need in the classroom",
      .description = "Module 1 of 6 of the course EdTech entrepreneurship: to see what colleagues "
                     "and learners really miss, and to say it in one sentence.",
      .criteria = "Complete four weekly units, then:\n\n"
                  "- interview **five colleagues** about one problem they share\n"
                  "- describe the need on one page, with what you heard as evidence",
      .tags = { "needs analysis", "interviewing", NULL },
      .alignments = { DIGCOMPEDU ("1.3", "Reflective practice") },
  },
  {
      .file = "module-2.png",
      .securing = SAMPLE_EDDSA_JCS_2022,
      .picture = "idea-to-product-512.png",
      .id = "urn:uuid:b1d3f7c4-2a98-4e5b-b0c6-83a57e9d4f21",
      .valid_from = "2026-03-12T10:00:00Z",
      .achievement = "https://academy.example/badges/idea-to-product",
      .type = "Badge",
      .name = "From idea to EdTech product",
      .description = "Module 2 of 6 of the course EdTech entrepreneurship: to turn an idea into "
                     "the smallest product that a class can use.",
      .criteria = "Complete four weekly units, submit a **product canvas** and review the canvases "
                  "of three peers.",
      .tags = { "product design", "prototyping", NULL },
      .alignments = { DIGCOMPEDU ("2.2", "Creating and modifying digital resources") },
  },
  {
      .file = "module-3.jwt",
      .securing = SAMPLE_EDDSA_TOKEN,
      .picture = "testing-with-teachers-192.png",
      .id = "urn:uuid:7e2a90d6-51f3-4b8c-9d04-c6b1a3e58f72",
      .subject_id = SUBJECT,
      .valid_from = "2026-05-21T10:00:00Z",
      .achievement = "https://academy.example/badges/testing-with-teachers",
      .type = "Badge",
      .name = "Testing with teachers",
      .description = "Module 3 of 6 of the course EdTech entrepreneurship: to let teachers try a "
                     "product and to learn from what they do with it.",
      .criteria = "Complete four weekly units, then:\n\n"
                  "1. plan a test with at least **two classes**\n"
                  "2. carry it out with the consent of everyone who takes part\n"
                  "3. report what you will change, and why",
      .tags = { "user testing", "classroom research", NULL },
      .alignments = { DIGCOMPEDU ("4.2", "Analysing evidence"),
                      DIGCOMPEDU ("1.2", "Professional collaboration") },
  },
  {
      .file = "module-4.png",
      .securing = SAMPLE_EDDSA_RDFC_2022,
      .picture = "business-models-512.png",
      .id = "urn:uuid:d8c5417b-0e63-4fa2-a7b9-14f6e2c09a35",
      .valid_from = "2026-09-03T10:00:00Z",
      .achievement = "https://academy.example/badges/business-models",
      .type = "Badge",
      .name = "Business models for schools",
      .description = "Module 4 of 6 of the course EdTech entrepreneurship: who pays for a product "
                     "that schools use, and what that does to it.",
      .criteria = "Complete four weekly units, compare **three business models** for your product "
                  "and present the one you choose with a budget for its first year.",
      .tags = { "business models", "procurement", NULL },
      .alignments = { DIGCOMPEDU ("1.1", "Organisational communication") },
  },
  {
      .file = "module-5.json",
      .securing = SAMPLE_ED25519_2020,
      .picture = "privacy-by-design-192.png",
      .id = "urn:uuid:36f18e0c-b7d2-49a5-8e4d-5b09c7a26d14",
      .valid_from = "2025-03-31T10:00:00Z",
      .valid_until = "2026-03-31T10:00:00Z",
      .achievement = "https://academy.example/badges/privacy-by-design",
      .type = "Badge",
      .name = "Privacy and safety by design",
      .description = "Module 5 of 6 of the course EdTech entrepreneurship: to build a product that "
                     "keeps what it knows about children to itself.",
      .criteria = "Complete four weekly units and pass the test on data protection law. The law "
                  "changes, so the badge is valid for **one year**; a short test renews it.",
      .tags = { "data protection", "child safety", NULL },
      .alignments = { DIGCOMPEDU ("2.3", "Managing, protecting and sharing digital resources"),
                      DIGCOMPEDU ("6.4", "Responsible use") },
  },
  {
      .file = "pedagogical-mentor.json",
      .securing = SAMPLE_EDDSA_RDFC_2022,
      .picture = "pedagogical-mentor-192.png",
      .id = "urn:uuid:94ab2f61-c80d-4d37-b15e-e07a6f3d52c9",
      .valid_from = "2026-10-02T10:00:00Z",
      .achievement = "https://academy.example/badges/pedagogical-mentor",
      .type = "Badge",
      .name = "Pedagogical mentor",
      .description = "For experienced teachers who help the founders of educational products to "
                     "understand how a school works.",
      .criteria = "Complete the course for educators and mentor **one team of founders** over six "
                  "meetings; the team confirms each.",
      .tags = { "mentoring", "pedagogy", NULL },
      .alignments = { DIGCOMPEDU ("1.2", "Professional collaboration"),
                      DIGCOMPEDU ("3.2", "Guidance") },
  },
  {
      .file = "micro-credential.jwt",
      .securing = SAMPLE_RS256_TOKEN,
      .picture = "digital-assessment-192.png",
      .id = "urn:uuid:c27d9b58-4e16-4a03-96fd-70b8e5f1a4d6",
      .subject_id = SUBJECT,
      .valid_from = "2026-06-26T10:00:00Z",
      .achievement = "https://university.example/micro-credentials/digital-assessment",
      .type = "MicroCredential",
      .name = "Designing assessment with digital tools",
      .description = "A course of one semester for teachers in service, assessed by a portfolio "
                     "and an oral examination.",
      .criteria = "- Design and carry out **three digital assessments** in your own class\n"
                  "- Analyse what they show, and what they do not\n"
                  "- Defend the portfolio in an oral examination of 20 minutes",
      .tags = { "assessment", "feedback", NULL },
      .alignments = { DIGCOMPEDU ("4.1", "Assessment strategies"),
                      DIGCOMPEDU ("4.3", "Feedback and planning"), ECTS ("5"), EQF ("7") },
      .points = "87",
  },
  { .file = NULL },
};

const SampleBadge *
sample_badges (void)
{
  return badges;
}
