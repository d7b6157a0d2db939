package telemetry

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// A Gauge is a number as it is now. Its name goes without the prefix.
type Gauge struct {
	Name, Help string
	Value      float64
}

// Ask adds what a question answers each time the numbers are fetched. The gauge up, named without the prefix, is 1 when there was an answer within
// the patience; otherwise it is 0 and the others are missing.
func (m *Metrics) Ask(up, help string, patience time.Duration, ask func(context.Context) ([]Gauge, error)) {
	m.registry.MustRegister(question{m, up, help, patience, ask})
}

type question struct {
	*Metrics
	up, help string
	patience time.Duration
	ask      func(context.Context) ([]Gauge, error)
}

// Describe tells nothing: which gauges there are shows in the answer.
func (question) Describe(chan<- *prometheus.Desc) {}

// Collect asks.
func (q question) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), q.patience)
	defer cancel()
	gauges, err := q.ask(ctx)
	up := Gauge{q.up, q.help, 1}
	if err != nil {
		q.log.Warn("a question for the metrics has no answer", "metric", q.prefix+"_"+q.up, "error", err)
		up.Value, gauges = 0, nil
	}
	for _, g := range append(gauges, up) {
		to <- prometheus.MustNewConstMetric(prometheus.NewDesc(q.prefix+"_"+g.Name, g.Help, nil, nil), prometheus.GaugeValue, g.Value)
	}
}
