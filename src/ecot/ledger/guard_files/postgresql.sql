-- The guards of the book on PostgreSQL. Installed again after every migration; safe to run twice.
-- `;;` ends a statement.
CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: % on %', TG_OP, TG_TABLE_NAME; END $$
;;
CREATE OR REPLACE FUNCTION ledger_month_open() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(4671);
  IF EXISTS (SELECT 1 FROM new_rows n
             JOIN ledger_closing c ON c.month >= date_trunc('month', n.effective_on)::date)
  THEN RAISE EXCEPTION 'month closed: no new row enters it'; END IF;
  RETURN NULL;
END $$
;;
CREATE OR REPLACE FUNCTION ledger_transfer_fits() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM new_rows n
             LEFT JOIN ledger_account d ON d.id = n.debit_id
             LEFT JOIN ledger_account c ON c.id = n.credit_id
             WHERE d.body IS NULL OR d.body IS DISTINCT FROM c.body)
  THEN RAISE EXCEPTION 'unknown account or two bodies'; END IF;
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT entry_id, effective_on FROM new_rows) n
             LEFT JOIN ledger_entry e ON e.id = n.entry_id
             WHERE e.effective_on IS DISTINCT FROM n.effective_on
                OR (SELECT count(*) FROM ledger_transfer t WHERE t.entry_id = n.entry_id) > e.line_count)
  THEN RAISE EXCEPTION 'a line too many, or on another day than its entry'; END IF;
  UPDATE ledger_account a SET balance_cents = a.balance_cents + m.moved_cents
  FROM (SELECT q.account_id, sum(q.cents) AS moved_cents
        FROM (SELECT credit_id AS account_id, amount_cents AS cents FROM new_rows
              UNION ALL SELECT debit_id, -amount_cents FROM new_rows) q
        GROUP BY q.account_id) m
  WHERE a.id = m.account_id AND a.floor_cents IS NOT NULL;
  RETURN NULL;
END $$
;;
CREATE OR REPLACE FUNCTION ledger_account_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.balance_cents <> 0 THEN RAISE EXCEPTION 'an account is born at 0'; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'an account is never deleted'; END IF;
  IF (NEW.id, NEW.body, NEW.code, NEW.owner, NEW.floor_cents)
     IS DISTINCT FROM (OLD.id, OLD.body, OLD.code, OLD.owner, OLD.floor_cents)
  THEN RAISE EXCEPTION 'an account keeps its body, code, owner and floor for life'; END IF;
  RETURN NEW;
END $$
;;
CREATE OR REPLACE FUNCTION ledger_lock_accounts(in_body text, in_code text, in_owners text[])
RETURNS TABLE (account_owner text, cents bigint) LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF cardinality(in_owners) = 1 THEN -- a payment: its plan is kept, that of a list is made each time
    RETURN QUERY SELECT owner::text, balance_cents FROM ledger_account
    WHERE body = in_body AND code = in_code AND owner = in_owners[1] FOR NO KEY UPDATE;
  ELSE
    RETURN QUERY SELECT owner::text, balance_cents FROM ledger_account
    WHERE body = in_body AND code = in_code AND owner = ANY (in_owners) ORDER BY id FOR NO KEY UPDATE;
  END IF;
END $$
;;
CREATE OR REPLACE FUNCTION ledger_known(in_key text) RETURNS SETOF ledger_entry LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT * FROM ledger_entry WHERE key = in_key;
  IF NOT FOUND THEN
    PERFORM pg_advisory_xact_lock(4671, hashtext(in_key));
    RETURN QUERY SELECT * FROM ledger_entry WHERE key = in_key;
  END IF;
END $$
;;
CREATE OR REPLACE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry
FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
;;
CREATE OR REPLACE TRIGGER entry_no_truncate BEFORE TRUNCATE ON ledger_entry
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
;;
CREATE OR REPLACE TRIGGER entry_month_open AFTER INSERT ON ledger_entry
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ledger_month_open()
;;
CREATE OR REPLACE TRIGGER transfer_append_only BEFORE UPDATE OR DELETE ON ledger_transfer
FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
;;
CREATE OR REPLACE TRIGGER transfer_no_truncate BEFORE TRUNCATE ON ledger_transfer
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
;;
CREATE OR REPLACE TRIGGER transfer_fits AFTER INSERT ON ledger_transfer
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION ledger_transfer_fits()
;;
CREATE OR REPLACE TRIGGER account_keep
BEFORE INSERT OR DELETE OR UPDATE OF id, body, code, owner, floor_cents ON ledger_account
FOR EACH ROW EXECUTE FUNCTION ledger_account_keep()
;;
CREATE OR REPLACE TRIGGER account_no_truncate BEFORE TRUNCATE ON ledger_account
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
;;
CREATE OR REPLACE TRIGGER closing_append_only BEFORE UPDATE OR DELETE ON ledger_closing
FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
;;
CREATE OR REPLACE TRIGGER closing_no_truncate BEFORE TRUNCATE ON ledger_closing
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
;;
CREATE OR REPLACE TRIGGER closing_balance_append_only BEFORE UPDATE OR DELETE ON ledger_closingbalance
FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
;;
CREATE OR REPLACE TRIGGER closing_balance_no_truncate BEFORE TRUNCATE ON ledger_closingbalance
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
