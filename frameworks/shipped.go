package frameworks

import (
	"embed"
	"fmt"
	"sync"

	"github.com/sightline-readiness/sightline/readiness"
)

//go:embed data
var data embed.FS

// The files, the earliest first.
var (
	versions = []string{"ilacs-2023", "ilacs-2026"}
	walks    = []string{"crosswalk-ilacs-2023-ilacs-2026"}
	packs    = []string{"packs/care-leavers-2026", "packs/exploitation-2026", "packs/missing-2026"}
	runUps   = []string{"runups/monitoring-2026", "runups/focused-2026", "runups/short-2026", "runups/standard-2026"}
)

// Shipped are the frameworks that Sightline comes with, the earliest first. They are whole: a test reads them.
func Shipped() []readiness.Framework { return shipped().frameworks }

// Crosswalks are the crosswalks between them.
func Crosswalks() []readiness.Crosswalk { return shipped().crosswalks }

// Packs are the focus areas' packs that Sightline comes with, in the order of pages.
func Packs() []readiness.FocusPack { return shipped().packs }

// RunUps are the run-ups that Sightline comes with, one of each kind of visit.
func RunUps() []readiness.RunUp { return shipped().runUps }

type shelf struct {
	frameworks []readiness.Framework
	crosswalks []readiness.Crosswalk
	packs      []readiness.FocusPack
	runUps     []readiness.RunUp
}

var shipped = sync.OnceValue(func() shelf {
	return shelf{
		frameworks: allEmbedded[readiness.Framework](versions), crosswalks: allEmbedded[readiness.Crosswalk](walks),
		packs: allEmbedded[readiness.FocusPack](packs), runUps: allEmbedded[readiness.RunUp](runUps),
	}
})

func allEmbedded[T any](names []string) (all []T) {
	for _, name := range names {
		all = append(all, embedded[T](name))
	}
	return all
}

// embedded reads a file of our own; one that cannot be read is a mistake that every test meets.
func embedded[T any](name string) T {
	var into T
	body, err := data.ReadFile("data/" + name + ".yaml")
	if err == nil {
		var r reading
		if r, err = readYAML(body, &into); err == nil && len(r.unread) > 0 {
			err = fmt.Errorf("line %d: %s", r.places[r.unread[0].At].Row, r.unread[0].Message)
		}
	}
	if err != nil {
		panic(fmt.Sprintf("frameworks: %s: %v", name, err))
	}
	return into
}
