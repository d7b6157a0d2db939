package frameworks

import (
	"embed"
	"fmt"
	"sync"

	"github.com/sightline-readiness/sightline/readiness"
)

//go:embed data/*.yaml
var data embed.FS

// The files, the earliest first.
var (
	versions = []string{"ilacs-2023", "ilacs-2026"}
	walks    = []string{"crosswalk-ilacs-2023-ilacs-2026"}
)

// Shipped are the frameworks that Sightline comes with, the earliest first. They are whole: a test reads them.
func Shipped() []readiness.Framework { return shipped().frameworks }

// Crosswalks are the crosswalks between them.
func Crosswalks() []readiness.Crosswalk { return shipped().crosswalks }

type shelf struct {
	frameworks []readiness.Framework
	crosswalks []readiness.Crosswalk
}

var shipped = sync.OnceValue(func() (s shelf) {
	for _, name := range versions {
		s.frameworks = append(s.frameworks, embedded[readiness.Framework](name))
	}
	for _, name := range walks {
		s.crosswalks = append(s.crosswalks, embedded[readiness.Crosswalk](name))
	}
	return s
})

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
