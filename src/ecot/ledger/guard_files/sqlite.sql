-- The guards of the book on SQLite. Installed again after every migration: rebuilding a table drops them.
-- One trigger per statement; `;;` ends a statement.
CREATE TRIGGER entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'append-only: an entry is never changed'); END
;;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'append-only: an entry is never deleted'); END
;;
CREATE TRIGGER entry_no_replace BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: an entry is never replaced'); END
;;
CREATE TRIGGER entry_month_open BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM ledger_closing WHERE month >= date(NEW.effective_on, 'start of month'))
BEGIN SELECT RAISE(ABORT, 'month closed: no new row enters it'); END
;;
CREATE TRIGGER transfer_no_update BEFORE UPDATE ON ledger_transfer
BEGIN SELECT RAISE(ABORT, 'append-only: a transfer is never changed'); END
;;
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON ledger_transfer
BEGIN SELECT RAISE(ABORT, 'append-only: a transfer is never deleted'); END
;;
CREATE TRIGGER transfer_no_replace BEFORE INSERT ON ledger_transfer
WHEN EXISTS (SELECT 1 FROM ledger_transfer WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: a transfer is never replaced'); END
;;
CREATE TRIGGER transfer_fits AFTER INSERT ON ledger_transfer
BEGIN
  SELECT RAISE(ABORT, 'unknown account or two bodies') WHERE
    (SELECT body FROM ledger_account WHERE id = NEW.debit_id) IS NULL
    OR (SELECT body FROM ledger_account WHERE id = NEW.debit_id)
       IS NOT (SELECT body FROM ledger_account WHERE id = NEW.credit_id);
  SELECT RAISE(ABORT, 'a line too many, or on another day than its entry') WHERE
    (SELECT effective_on FROM ledger_entry WHERE id = NEW.entry_id) IS NOT NEW.effective_on
    OR (SELECT count(*) FROM ledger_transfer WHERE entry_id = NEW.entry_id)
       > (SELECT line_count FROM ledger_entry WHERE id = NEW.entry_id);
  UPDATE ledger_account SET balance_cents = balance_cents + NEW.amount_cents
    WHERE id = NEW.credit_id AND floor_cents IS NOT NULL;
  UPDATE ledger_account SET balance_cents = balance_cents - NEW.amount_cents
    WHERE id = NEW.debit_id AND floor_cents IS NOT NULL;
END
;;
CREATE TRIGGER account_born_at_zero BEFORE INSERT ON ledger_account
WHEN NEW.balance_cents <> 0 OR EXISTS (SELECT 1 FROM ledger_account WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an account is born at 0'); END
;;
CREATE TRIGGER account_no_delete BEFORE DELETE ON ledger_account
BEGIN SELECT RAISE(ABORT, 'an account is never deleted'); END
;;
CREATE TRIGGER account_for_life BEFORE UPDATE OF id, body, code, owner, floor_cents ON ledger_account
BEGIN SELECT RAISE(ABORT, 'an account keeps its body, code, owner and floor for life'); END
;;
CREATE TRIGGER closing_no_update BEFORE UPDATE ON ledger_closing
BEGIN SELECT RAISE(ABORT, 'append-only: a closing is never changed'); END
;;
CREATE TRIGGER closing_no_delete BEFORE DELETE ON ledger_closing
BEGIN SELECT RAISE(ABORT, 'append-only: a closing is never deleted'); END
;;
CREATE TRIGGER closing_balance_no_update BEFORE UPDATE ON ledger_closingbalance
BEGIN SELECT RAISE(ABORT, 'append-only: a closing is never changed'); END
;;
CREATE TRIGGER closing_balance_no_delete BEFORE DELETE ON ledger_closingbalance
BEGIN SELECT RAISE(ABORT, 'append-only: a closing is never deleted'); END
