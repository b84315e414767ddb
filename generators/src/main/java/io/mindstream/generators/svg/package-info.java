/** What the sources on real material share: pictures out of webjars, named inks, cells of a picture, and families with even answers. */
package io.mindstream.generators.svg;
