-- The guards of the forecasts on SQLite; `;;` ends a statement.
CREATE TRIGGER forecast_no_update BEFORE UPDATE ON figures_forecast
BEGIN SELECT RAISE(ABORT, 'append-only: a forecast is never changed'); END
;;
CREATE TRIGGER forecast_no_delete BEFORE DELETE ON figures_forecast
BEGIN SELECT RAISE(ABORT, 'append-only: a forecast is never deleted'); END
;;
CREATE TRIGGER forecast_no_replace BEFORE INSERT ON figures_forecast
WHEN EXISTS (SELECT 1 FROM figures_forecast WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only: a forecast is never replaced'); END
