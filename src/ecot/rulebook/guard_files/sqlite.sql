-- The guards of the rulebook on SQLite; `;;` ends a statement.
CREATE TRIGGER rule_no_update BEFORE UPDATE ON rulebook_ruleversion
BEGIN SELECT RAISE(ABORT, 'append-only: a rule version is never changed'); END
;;
CREATE TRIGGER rule_no_delete BEFORE DELETE ON rulebook_ruleversion
BEGIN SELECT RAISE(ABORT, 'append-only: a rule version is never deleted'); END
;;
CREATE TRIGGER rule_no_replace BEFORE INSERT ON rulebook_ruleversion
WHEN EXISTS (SELECT 1 FROM rulebook_ruleversion WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: a rule version is never replaced'); END
;;
CREATE TRIGGER rule_from_first BEFORE INSERT ON rulebook_ruleversion
WHEN strftime('%d', NEW.in_force_from) <> '01'
BEGIN SELECT RAISE(ABORT, 'a rule is in force from the first day of a month'); END
