package dev.polyphony.agent;

/**
 * A tool that would be here if something were: a program, a model, an endpoint. It is never planned; a request that wants it
 * is answered with its remedy.
 *
 * @param signature what it would do
 * @param remedy what would make it available, as an instruction: {@code install the Debian package flite}
 */
public record AbsentTool(Signature signature, String remedy) {}
