-- The guards of the forecasts on PostgreSQL; `;;` ends a statement.
CREATE OR REPLACE FUNCTION figures_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: % on %', TG_OP, TG_TABLE_NAME; END $$
;;
CREATE OR REPLACE TRIGGER forecast_append_only BEFORE UPDATE OR DELETE ON figures_forecast
FOR EACH ROW EXECUTE FUNCTION figures_refuse()
;;
CREATE OR REPLACE TRIGGER forecast_no_truncate BEFORE TRUNCATE ON figures_forecast
FOR EACH STATEMENT EXECUTE FUNCTION figures_refuse()
