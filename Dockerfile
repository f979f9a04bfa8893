# One image for the service and for its migration: the bundle and what it reads, no package and no source.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Nothing of what goes into the bundle needs an install script.
RUN npm ci --omit=dev --ignore-scripts
COPY src src
RUN node src/commands/bundle.ts
COPY data data
COPY docker/health.sh docker/
COPY migrations migrations
COPY openapi/examples openapi/examples
# A checkout made under a strict umask must still be readable for the user below.
RUN chmod -R a+rX package.json data dist docker migrations openapi

FROM node:24-bookworm-slim
# Nothing is ever installed in a running container, so what could install goes. A new volume takes over
# the owner of the folder that it is mounted on.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
      /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn* \
  && install -d -o node -g node -m 700 /var/lib/supervision
# One arena: each further one of the C library keeps memory that JavaScript has no use for.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/supervision MALLOC_ARENA_MAX=1
WORKDIR /app
COPY --from=build /app/package.json package.json
COPY --from=build /app/data data
COPY --from=build /app/docker docker
COPY --from=build /app/migrations migrations
COPY --from=build /app/openapi openapi
COPY --from=build /app/dist dist
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["bash", "docker/health.sh", "/livez"]
# Not through npm, and the shell makes way (exec): SIGTERM must reach Node. No core dump: the memory holds keys.
# What is said to Node of memory is that of `npm start` in package.json; see decision 013.
CMD ["sh", "-c", "ulimit -c 0 && exec node --expose-gc --max-semi-space-size=8 --heap-growing-percent=70 dist/main.js"]
