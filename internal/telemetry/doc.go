// Package telemetry lets whoever runs a service see how it works: numbers that Prometheus fetches, and traces that are sent over OTLP.
//
// Neither may tell who did what to whom. Labels come from the code alone: route patterns, names of workflows, states. Spans are named the same way,
// and what a span carries besides passes a gate that lets through nothing but the attributes on its list: no paths, no SQL, no error texts.
//
// Nothing global is set, so two of them can live in one process, and a nil *Traces or *Metrics does nothing and costs nothing.
package telemetry
