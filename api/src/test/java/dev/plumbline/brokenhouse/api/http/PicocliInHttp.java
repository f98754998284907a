package dev.plumbline.brokenhouse.api.http;

import picocli.CommandLine;

record PicocliInHttp(CommandLine line) {}
