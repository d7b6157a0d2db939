// Package e2e tests the whole house: real PostgreSQL, real Temporal, real worker, real doors, and a real Chromium before them.
//
// Everything in it is fictional: the people, the council, and the case lists, which annexatest makes from a seed. Every test has a house of its
// own in a folder of its own, and listens on loopback only. Waiting is always for a condition, never for a time, but for the ladders of minutes
// that some tests climb. With -record the test of whole lives writes the histories that workflows/testdata/histories keeps for the replay test;
// with SIGHTLINE_SCREENSHOTS=folder the story leaves a picture of every page there.
package e2e
