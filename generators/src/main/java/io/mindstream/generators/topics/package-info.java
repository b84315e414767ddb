/**
 * What the sources of many topics share: each of their leaves of the domain tree is a topic of its own, which decides what is shown and
 * asked about. A {@link io.mindstream.generators.topics.Frame} surrounds each scene (ground, place, clutter, noise: the knobs of {@link
 * io.mindstream.config.DifficultySettings}), a {@link io.mindstream.generators.topics.Sight} says whether what matters can be seen, a {@link
 * io.mindstream.generators.topics.Pen} paints in shares of the picture, and {@link io.mindstream.generators.topics.Questions} collects families.
 */
package io.mindstream.generators.topics;
