/** Generators by latent diffusion, in this process or behind a server, for any-to-any models and as tools. */
@NullMarked
package dev.polyphony.tools.anytoany.diffusion;

import org.jspecify.annotations.NullMarked;
