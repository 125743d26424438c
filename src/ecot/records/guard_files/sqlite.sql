-- The guards of the seal on SQLite; `;;` ends a statement.
CREATE TRIGGER commitment_no_update BEFORE UPDATE ON records_commitment
BEGIN SELECT RAISE(ABORT, 'append-only: a commitment is never changed'); END
;;
CREATE TRIGGER commitment_no_delete BEFORE DELETE ON records_commitment
BEGIN SELECT RAISE(ABORT, 'append-only: a commitment is never deleted'); END
;;
CREATE TRIGGER commitment_no_replace BEFORE INSERT ON records_commitment
WHEN EXISTS (SELECT 1 FROM records_commitment WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: a commitment is never replaced'); END
;;
CREATE TRIGGER leaf_no_update BEFORE UPDATE ON records_leaf
BEGIN SELECT RAISE(ABORT, 'append-only: a leaf keeps its place'); END
;;
CREATE TRIGGER leaf_no_delete BEFORE DELETE ON records_leaf
BEGIN SELECT RAISE(ABORT, 'append-only: a leaf is never deleted'); END
;;
CREATE TRIGGER leaf_no_replace BEFORE INSERT ON records_leaf
WHEN EXISTS (SELECT 1 FROM records_leaf WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'append-only: a leaf is never replaced'); END
;;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON records_checkpoint
BEGIN SELECT RAISE(ABORT, 'append-only: a head is never changed'); END
;;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON records_checkpoint
BEGIN SELECT RAISE(ABORT, 'append-only: a head is never deleted'); END
;;
CREATE TRIGGER checkpoint_no_replace BEFORE INSERT ON records_checkpoint
WHEN EXISTS (SELECT 1 FROM records_checkpoint WHERE size = NEW.size)
BEGIN SELECT RAISE(ABORT, 'append-only: a head is never replaced'); END
;;
CREATE TRIGGER erasure_no_update BEFORE UPDATE ON records_erasure
BEGIN SELECT RAISE(ABORT, 'append-only: an erasure is never changed'); END
;;
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON records_erasure
BEGIN SELECT RAISE(ABORT, 'append-only: an erasure is never undone'); END
;;
CREATE TRIGGER erasure_no_replace BEFORE INSERT ON records_erasure
WHEN EXISTS (SELECT 1 FROM records_erasure WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: an erasure is never replaced'); END
;;
CREATE TRIGGER salt_key_no_update BEFORE UPDATE ON records_saltkey
BEGIN SELECT RAISE(ABORT, 'the key of a salt is never changed'); END
;;
CREATE TRIGGER salt_key_no_replace BEFORE INSERT ON records_saltkey
WHEN EXISTS (SELECT 1 FROM records_saltkey WHERE owner = NEW.owner AND secret <> NEW.secret)
BEGIN SELECT RAISE(IGNORE); END
;;
CREATE TRIGGER salt_key_after_erasure BEFORE DELETE ON records_saltkey
WHEN NOT EXISTS (SELECT 1 FROM records_erasure WHERE owner = OLD.owner)
BEGIN SELECT RAISE(ABORT, 'the key of a salt dies with its erasure only'); END
