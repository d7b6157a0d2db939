package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/sightline-readiness/sightline/internal/calendar"
	"github.com/sightline-readiness/sightline/readiness"
)

// partnerMonths is for how many months somebody hears of an answer that nobody judges.
const partnerMonths = 12

// RemindPartners tells people of partners' answers that wait to be judged, and of questions that ran out. Asked again on the same day it does nothing.
func (db *DB) RemindPartners(ctx context.Context, today calendar.Date) error {
	a := act{By: readiness.Sweeper, Action: "partners' answers looked at", Subject: "sweep/" + today.String()}
	return db.change(ctx, a, func(tx pgx.Tx, a *act) error {
		book, err := db.rules(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := all(ctx, tx, selectPartnersOpen, args{"since": today.AddMonths(-partnerMonths).At(0, 0)}, pgx.RowToStructByName[partnerRow])
		if err != nil {
			return err
		}
		roster, err := db.roster(ctx, tx, today)
		if err != nil {
			return err
		}
		var notices noticeBatch
		for _, row := range rows {
			r := row.request()
			left := len(roster.holders(readiness.Owner, whereabouts{OwnerID: r.AskerID})) == 0
			if t, tells := r.Remind(today, book.Calendar, left); tells {
				at := whereabouts{Place: readiness.Place{AreaID: r.AreaID}}
				notices.tell(roster.recipients(t, at), roster.instead(t, at), t, regard{Subject: subject("partner", r.ID)}, db.now())
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
