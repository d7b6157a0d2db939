package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/sightline-readiness/sightline/activities"
	"github.com/sightline-readiness/sightline/readiness"
)

// ImportName is the name of the import workflow; its id is "import/" and the import's id.
const ImportName = "import"

// Names of the updates that a person sends to a checked import.
const (
	confirmImport = "confirm-import"
	discardImport = "discard-import"
)

// unconfirmed is how long a checked upload waits for somebody: longer would compare with cases that have moved on (our choice).
const unconfirmed = 14 * 24 * time.Hour

// Import checks an upload, waits for a person to confirm or discard it, and after a confirmation sweeps at once. It listens from the start: the
// ledger shows an upload as checked a moment before the run hears of it.
func Import(ctx workflow.Context, in activities.ImportID) error {
	i := &importing{id: in.ID}
	if err := i.listen(ctx); err != nil {
		return err
	}
	var checked activities.Checked
	if err := do(ctx, "Read and check the lists", acts.CheckImport, &checked, in); err != nil || checked.Refused {
		return err
	}
	i.checked = true
	if err := sleep(ctx, workflow.Now(ctx).Add(unconfirmed), true, "Waits for somebody to confirm", func() bool { return i.settled && !i.busy }); err != nil {
		return err
	}
	if err := workflow.Await(ctx, func() bool { return !i.busy }); err != nil { // somebody decided at the last moment
		return err
	}
	if !i.settled {
		if err := i.settle(ctx, activities.ImportDecision{ID: in.ID}); err != nil {
			return err
		}
	}
	if err := workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) }); err != nil || !i.confirmed {
		return err
	}
	_, err := Sweep(ctx, SweepInput{By: readiness.Importer.PersonID})
	return err
}

// importing is one upload that is read, and then waits for a person.
type importing struct {
	id                                string
	checked, busy, settled, confirmed bool
}

func (i *importing) listen(ctx workflow.Context) error {
	if err := i.handle(ctx, confirmImport, true); err != nil {
		return err
	}
	return i.handle(ctx, discardImport, false)
}

func (i *importing) handle(ctx workflow.Context, name string, confirm bool) error {
	answer := func(ctx workflow.Context, asked readiness.Asked) error {
		return i.settle(ctx, activities.ImportDecision{ID: i.id, Confirm: confirm, Asked: asked})
	}
	refuse := func(asked readiness.Asked) error {
		if err := readiness.MayOrRefuse(asked.By, readiness.ImportLists, readiness.Place{}); err != nil {
			return toTemporal(err)
		}
		if !i.checked {
			return toTemporal(readiness.Errorf(readiness.Unconfirmed, "The lists are still being read. Look at what was found, then answer."))
		}
		if i.settled || i.busy {
			return toTemporal(readiness.Errorf(readiness.Conflict, "Somebody has decided about this upload already."))
		}
		return nil
	}
	return workflow.SetUpdateHandlerWithOptions(ctx, name, answer, workflow.UpdateHandlerOptions{Validator: refuse})
}

// settle has the decision carried out. A refusal, such as an upload older than the last one applied, leaves it waiting.
func (i *importing) settle(ctx workflow.Context, d activities.ImportDecision) error {
	if i.settled || i.busy {
		return toTemporal(readiness.Errorf(readiness.Conflict, "Somebody has decided about this upload already."))
	}
	i.busy = true
	defer func() { i.busy = false }()
	if err := do(ctx, "Carry the decision out", acts.SettleImport, nil, d); err != nil {
		return err
	}
	i.settled, i.confirmed = true, d.Confirm
	return nil
}
