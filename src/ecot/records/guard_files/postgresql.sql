-- The guards of the seal on PostgreSQL; `;;` ends a statement.
CREATE OR REPLACE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: % on %', TG_OP, TG_TABLE_NAME; END $$
;;
CREATE OR REPLACE FUNCTION records_shares_book() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_advisory_xact_lock_shared(4671); RETURN NULL; END $$
;;
CREATE OR REPLACE FUNCTION records_key_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM records_erasure WHERE owner = OLD.owner)
  THEN RAISE EXCEPTION 'the key of a salt dies with its erasure only'; END IF;
  RETURN OLD;
END $$
;;
CREATE OR REPLACE TRIGGER commitment_shares_book BEFORE INSERT ON records_commitment
FOR EACH STATEMENT EXECUTE FUNCTION records_shares_book()
;;
CREATE OR REPLACE TRIGGER commitment_append_only BEFORE UPDATE OR DELETE ON records_commitment
FOR EACH ROW EXECUTE FUNCTION records_refuse()
;;
CREATE OR REPLACE TRIGGER commitment_no_truncate BEFORE TRUNCATE ON records_commitment
FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()
;;
CREATE OR REPLACE TRIGGER leaf_append_only BEFORE UPDATE OR DELETE ON records_leaf
FOR EACH ROW EXECUTE FUNCTION records_refuse()
;;
CREATE OR REPLACE TRIGGER leaf_no_truncate BEFORE TRUNCATE ON records_leaf
FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()
;;
CREATE OR REPLACE TRIGGER checkpoint_append_only BEFORE UPDATE OR DELETE ON records_checkpoint
FOR EACH ROW EXECUTE FUNCTION records_refuse()
;;
CREATE OR REPLACE TRIGGER checkpoint_no_truncate BEFORE TRUNCATE ON records_checkpoint
FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()
;;
CREATE OR REPLACE TRIGGER erasure_append_only BEFORE UPDATE OR DELETE ON records_erasure
FOR EACH ROW EXECUTE FUNCTION records_refuse()
;;
CREATE OR REPLACE TRIGGER erasure_no_truncate BEFORE TRUNCATE ON records_erasure
FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()
;;
CREATE OR REPLACE TRIGGER salt_key_no_update BEFORE UPDATE ON records_saltkey
FOR EACH ROW EXECUTE FUNCTION records_refuse()
;;
CREATE OR REPLACE TRIGGER salt_key_no_truncate BEFORE TRUNCATE ON records_saltkey
FOR EACH STATEMENT EXECUTE FUNCTION records_refuse()
;;
CREATE OR REPLACE TRIGGER salt_key_after_erasure BEFORE DELETE ON records_saltkey
FOR EACH ROW EXECUTE FUNCTION records_key_erased()
