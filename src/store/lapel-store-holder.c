/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-store.h"

#include "lapel-store-private.h"

/* What the wallet knows of its holder: her identities, and small values by name. */

/* These numbers are in people's wallets: what the header calls them may change, they may not. */
G_STATIC_ASSERT (LAPEL_IDENTITY_EMAIL == 0 && LAPEL_IDENTITY_DID == 1 && LAPEL_IDENTITY_NAME == 2 &&
                 LAPEL_IDENTITY_URL == 3 && LAPEL_N_IDENTITY_KINDS == 4);

void
lapel_identity_free (LapelIdentity *self)
{
  g_free (self->text);
  g_free (self);
}

/* (nullable): a kind that has no meaning here */
static LapelIdentity *
read_identity (LapelStatement *statement)
{
  gint64 kind = lapel_statement_get_int (statement, 1);
  LapelIdentity *self = NULL;

  if (kind < 0 || kind >= LAPEL_N_IDENTITY_KINDS)
    return NULL;
  self = g_new (LapelIdentity, 1);
  self->text = lapel_statement_dup_text (statement, 0);
  self->kind = (LapelIdentityKind) kind;
  return self;
}

GPtrArray *
lapel_store_list_identities (LapelStore  *self,
                             GError     **error)
{
  g_autoptr (LapelStatement) statement = NULL;
  g_autoptr (GPtrArray) identities = NULL;
  LapelStep step;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);

  statement =
      lapel_statement_new (self->db, "SELECT identity, kind FROM identity ORDER BY id", error);
  if (statement == NULL)
    return NULL;
  identities = g_ptr_array_new_with_free_func ((GDestroyNotify) lapel_identity_free);
  while ((step = lapel_statement_step (statement, error)) == LAPEL_STEP_ROW)
    {
      LapelIdentity *identity = read_identity (statement);

      if (identity == NULL)
        {
          g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_STORE_DAMAGED,
                       "an identity holds a value that has no meaning");
          return NULL;
        }
      g_ptr_array_add (identities, identity);
    }
  return step == LAPEL_STEP_FAILED ? NULL : g_steal_pointer (&identities);
}

gboolean
lapel_store_add_identity (LapelStore         *self,
                          const char         *text,
                          LapelIdentityKind   kind,
                          GError            **error)
{
  g_autoptr (LapelTransaction) transaction = NULL;
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail ((unsigned int) kind < LAPEL_N_IDENTITY_KINDS, FALSE);

  transaction = lapel_transaction_begin (self->db, error);
  if (transaction == NULL)
    return FALSE;
  statement = lapel_statement_new (self->db,
                                   "INSERT INTO identity (identity, kind) VALUES (?, ?)"
                                   " ON CONFLICT (identity) DO UPDATE SET kind = excluded.kind",
                                   error);
  if (statement == NULL)
    return FALSE;
  lapel_statement_bind_text (statement, 1, text);
  lapel_statement_bind_int (statement, 2, kind);
  return lapel_statement_run (statement, error) && lapel_transaction_commit (transaction, error);
}

gboolean
lapel_store_remove_identity (LapelStore  *self,
                             const char  *text,
                             GError     **error)
{
  gint64 changes;

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (!lapel_store_write_texts (self, "DELETE FROM identity WHERE identity = ?", text, NULL,
                                &changes, error))
    return FALSE;
  if (changes > 0)
    return TRUE;
  g_set_error (error, LAPEL_ERROR, LAPEL_ERROR_NOT_FOUND, "%s is not an identity of this wallet",
               text);
  return FALSE;
}

char *
lapel_store_get_setting (LapelStore  *self,
                         const char  *name,
                         GError     **error)
{
  g_autoptr (LapelStatement) statement = NULL;

  g_return_val_if_fail (lapel_store_is_mine (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  statement = lapel_statement_new (self->db, "SELECT value FROM setting WHERE name = ?", error);
  if (statement == NULL)
    return NULL;
  lapel_statement_bind_text (statement, 1, name);
  if (lapel_statement_step (statement, error) != LAPEL_STEP_ROW)
    return NULL;
  return lapel_statement_dup_text (statement, 0);
}

gboolean
lapel_store_set_setting (LapelStore  *self,
                         const char  *name,
                         const char  *value,
                         GError     **error)
{
  gint64 changes;

  g_return_val_if_fail (lapel_store_is_mine (self), FALSE);
  g_return_val_if_fail (name != NULL && value != NULL, FALSE);

  return lapel_store_write_texts (self,
                                  "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
                                  name, value, &changes, error);
}
