-- The guards of the rulebook on PostgreSQL; `;;` ends a statement.
CREATE OR REPLACE FUNCTION rulebook_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: % on %', TG_OP, TG_TABLE_NAME; END $$
;;
CREATE OR REPLACE TRIGGER rule_append_only BEFORE UPDATE OR DELETE ON rulebook_ruleversion
FOR EACH ROW EXECUTE FUNCTION rulebook_refuse()
;;
CREATE OR REPLACE TRIGGER rule_no_truncate BEFORE TRUNCATE ON rulebook_ruleversion
FOR EACH STATEMENT EXECUTE FUNCTION rulebook_refuse()
;;
CREATE OR REPLACE FUNCTION rulebook_from_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF extract(day FROM NEW.in_force_from) <> 1
  THEN RAISE EXCEPTION 'a rule is in force from the first day of a month'; END IF;
  RETURN NEW;
END $$
;;
CREATE OR REPLACE TRIGGER rule_from_first BEFORE INSERT ON rulebook_ruleversion
FOR EACH ROW EXECUTE FUNCTION rulebook_from_first()
