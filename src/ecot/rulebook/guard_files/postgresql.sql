-- The guards of the rulebook on PostgreSQL; `;;` ends a statement.
CREATE OR REPLACE FUNCTION rulebook_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: % on %', TG_OP, TG_TABLE_NAME; END $$
;;
CREATE OR REPLACE TRIGGER rule_append_only BEFORE UPDATE OR DELETE ON rulebook_ruleversion
FOR EACH ROW EXECUTE FUNCTION rulebook_refuse()
;;
CREATE OR REPLACE TRIGGER rule_no_truncate BEFORE TRUNCATE ON rulebook_ruleversion
FOR EACH STATEMENT EXECUTE FUNCTION rulebook_refuse()
