/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "lapel-arena.h"

#include <stddef.h>
#include <string.h>

#define ALIGNMENT _Alignof(max_align_t)

typedef struct _Block Block;
struct _Block
{
  Block *next;
  size_t capacity;
  _Alignas(max_align_t) char bytes[];
};

struct _LapelArena
{
  Block *block; /* the one in use, newest first */
  size_t used;  /* of that block */
};

static Block *
block_new (size_t capacity)
{
  Block *block = g_malloc (offsetof (Block, bytes) + capacity);

  block->next = NULL;
  block->capacity = capacity;
  return block;
}

static void
free_blocks (Block *block)
{
  while (block != NULL)
    {
      Block *next = block->next;

      g_free (block);
      block = next;
    }
}

LapelArena *
lapel_arena_new (size_t first_block)
{
  LapelArena *self = g_new (LapelArena, 1);

  self->block = block_new (MAX (first_block, 256));
  self->used = 0;
  return self;
}

void
lapel_arena_free (LapelArena *self)
{
  if (self == NULL)
    return;
  free_blocks (self->block);
  g_free (self);
}

void
lapel_arena_reset (LapelArena *self)
{
  /* Blocks only grow, so the newest is the largest. */
  free_blocks (self->block->next);
  self->block->next = NULL;
  self->used = 0;
}

void *
lapel_arena_alloc (LapelArena *self,
                   size_t      size)
{
  size_t rounded;
  void *result;

  if (size > G_MAXSIZE / 4)
    g_error ("arena: %zu bytes asked for", size);
  rounded = (size + ALIGNMENT - 1) & ~(ALIGNMENT - 1);

  if (rounded > self->block->capacity - self->used)
    {
      Block *block = block_new (MAX (rounded, self->block->capacity * 2));

      block->next = self->block;
      self->block = block;
      self->used = 0;
    }

  result = self->block->bytes + self->used;
  self->used += rounded;
  return result;
}

char *
lapel_arena_strndup (LapelArena *self,
                     const char *text,
                     size_t      length)
{
  char *copy = lapel_arena_alloc (self, length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}
