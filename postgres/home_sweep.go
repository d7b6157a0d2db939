package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// RemindHomes tells people of children's homes without a visit in a month, and of reports that are late. Asked again on the same day it does nothing.
func (db *DB) RemindHomes(ctx context.Context, today calendar.Date) error {
	a := act{By: readiness.Sweeper, Action: "children's homes looked at", Subject: "sweep/" + today.String()}
	return db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		r, err := db.homeReader(ctx, tx)
		if err != nil {
			return err
		}
		r.today = today
		records, err := db.homeRecords(ctx, tx, r, "", "")
		if err != nil {
			return err
		}
		roster, err := db.roster(ctx, tx, today)
		if err != nil {
			return err
		}
		var notices noticeBatch
		for _, record := range records {
			at := whereabouts{Place: readiness.Place{AreaID: record.Home.AreaID}}
			for _, t := range record.Remind(today, r.Homes, r.Calendar) {
				notices.tell(roster.recipients(t, at), roster.instead(t, at), t, regard{Subject: subject("childrens-home", record.Home.ID)}, db.now())
			}
		}
		told, err := notices.keep(ctx, tx)
		if err == nil && told == 0 {
			return errNothing
		}
		a.Detail = fmt.Sprintf("told=%d", told)
		return err
	})
}
