package postgres

import (
	"context"

	"github.com/sightline-readiness/sightline/readiness"
)

var _ readiness.AssessmentReports = (*DB)(nil)

// AssessmentReport is a cycle as the viewer may read it: a published one of its sealed document alone, one under way as it stands. A peer finds neither
// evidence nor actions in it.
func (db *DB) AssessmentReport(ctx context.Context, viewer readiness.Actor, id string) (readiness.AssessmentReport, error) {
	r, err := db.assessmentReport(ctx, viewer, id)
	if err == nil && readiness.OnlyPeer(viewer) {
		r = r.ForPeer()
	}
	return r, err
}

func (db *DB) assessmentReport(ctx context.Context, viewer readiness.Actor, id string) (readiness.AssessmentReport, error) {
	v, err := db.AssessmentView(ctx, viewer, id)
	if err != nil {
		return readiness.AssessmentReport{}, err
	}
	if v.State.PublishedOn.IsZero() {
		texts, err := db.Texts(ctx, viewer, id)
		return readiness.DraftReport(v, texts), err
	}
	sealed, err := db.Sealed(ctx, viewer, id)
	if readiness.NotFound.Is(err) {
		return readiness.AssessmentReport{}, readiness.Errorf(readiness.Conflict, "This self-assessment was signed a moment ago and is being sealed. Open it again in a minute.")
	}
	if err != nil {
		return readiness.AssessmentReport{}, err
	}
	return readiness.SealedReport(sealed)
}
