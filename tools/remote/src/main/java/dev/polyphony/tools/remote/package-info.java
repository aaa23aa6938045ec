/** Model endpoints over HTTP, each as a binding of a tool. */
@NullMarked
package dev.polyphony.tools.remote;

import org.jspecify.annotations.NullMarked;
