package api

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/sightline-readiness/sightline/internal/routing"
	"github.com/sightline-readiness/sightline/readiness"
)

// Prefix is where the hatch stands; the handler of New expects whole paths, so it is mounted at /api/.
const Prefix = "/api/v1"

// Version of the document. Within v1 fields and operations are only added.
const Version = "1.0.0"

// Deps are what the hatch needs of the house.
type Deps struct {
	readiness.House

	Away      func(error) bool // says that an error means nothing but a ledger that cannot be reached; nil: none does
	Answers   Answers          // nil keeps no answers; command ids alone then guard against doing a thing twice
	Now       func() time.Time // nil is the wall clock
	Log       *slog.Logger     // nil is slog's default
	MaxUpload int64            // bytes of one upload, all files together; 0 is 64 MiB
	PerMinute int              // requests a minute for one token, a sixth of them at once; 0 is 600
}

const (
	defaultUpload    = 64 << 20
	defaultPerMinute = 600
)

// service is the hatch at work.
type service struct {
	Deps
	api    huma.API
	mux    *gate
	limits *limiter
	routes []route
}

// New returns the handler for /api/.
func New(d Deps) http.Handler {
	s := build(d)
	return s.entry(s.mux)
}

func build(d Deps) *service {
	nameFields()
	s := &service{Deps: d.whole()}
	s.limits = newLimiter(s.PerMinute, mostTokens)
	s.mux = &gate{ServeMux: http.NewServeMux(), service: s}
	s.api = humago.NewWithPrefix(s.mux, Prefix, s.config())
	s.accounts()
	s.home()
	s.cases()
	s.reviews()
	s.imports()
	s.places()
	s.people()
	s.rules()
	s.planRules()
	s.calendar()
	s.operating()
	s.overviews()
	s.forecasts()
	s.policies()
	s.preferences()
	s.planFilters()
	s.dipSamples()
	s.schedules()
	s.rounds()
	s.plan()
	s.pace()
	s.pulses()
	s.benefits()
	s.planReports()
	s.practiceFindings()
	s.evidence()
	s.evidenceByCriterion()
	s.partners()
	s.homes()
	s.meetings()
	s.points()
	s.preScrutinies()
	s.visitEntries()
	s.visitWriting()
	s.frameworks()
	s.packs()
	s.assessments()
	s.assessmentReports()
	s.visits()
	s.samples()
	s.caseAudits()
	s.gaps()
	s.finishDocument()
	s.mux.Handle("GET "+Prefix+"/openapi.json", routing.Named(Prefix+"/openapi.json", s.document()))
	s.mux.ServeMux.HandleFunc("/", s.unknown)
	return s
}

func (d Deps) whole() Deps {
	if d.Away == nil {
		d.Away = func(error) bool { return false }
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Log == nil {
		d.Log = slog.Default()
	}
	if d.MaxUpload == 0 {
		d.MaxUpload = defaultUpload
	}
	if d.PerMinute == 0 {
		d.PerMinute = defaultPerMinute
	}
	return d
}
